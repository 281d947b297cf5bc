/**
 * What a credit note takes back of each line of its invoice. A line is taken back once: whoever comes second waits for the row of
 * the invoice and sees what is left. Nothing is taken back of a void invoice, and one of which something was is not made void.
 */
export const creditRules = `
create table credited_lines (
  credit_note_id uuid not null references invoices,
  invoice_id uuid not null references invoices,
  -- Of the line in the invoice.
  position integer not null check (position > 0),
  -- Below zero where the line is.
  net_micros amount_micros not null check (net_micros <> 0),
  primary key (credit_note_id, position)
);
create index credited_lines_by_invoice on credited_lines (invoice_id, position);
create trigger is_kept before update or delete or truncate on credited_lines
  for each statement execute function refuse_statement();

grant select on credited_lines to tallybook_app;
alter table credited_lines enable row level security;
create policy own_company on credited_lines to tallybook_app
  using (exists (select from invoices where id = invoice_id and company_id = current_company_id()));

create function refuse_too_much_credit() returns trigger language plpgsql as $$
declare
  of_invoice invoices;
  of_line numeric;
  credited numeric;
begin
  select * into of_invoice from invoices where id = new.invoice_id for no key update;
  if of_invoice.kind <> 'invoice' or of_invoice.voided_at is not null
    or not exists (select from invoices where id = new.credit_note_id and corrects = new.invoice_id) then
    raise exception 'a credit note takes back what its own invoice charges' using errcode = 'TB001';
  end if;
  select (line->>'net')::numeric * 1000000 into of_line
    from jsonb_array_elements(of_invoice.document->'lines') line where (line->>'position')::integer = new.position;
  select coalesce(sum(net_micros), 0) + new.net_micros into credited
    from credited_lines where invoice_id = new.invoice_id and position = new.position;
  if of_line is null or sign(new.net_micros::numeric) <> sign(of_line) or abs(credited) > abs(of_line) then
    raise exception 'more is taken back than a line charges' using errcode = 'TB001';
  end if;
  return new;
end $$;
create trigger takes_what_is_left before insert on credited_lines for each row execute function refuse_too_much_credit();

create function refuse_credit_beyond_invoice() returns trigger language plpgsql as $$
declare of_invoice invoices;
begin
  select * into of_invoice from invoices where id = new.corrects for no key update;
  if of_invoice.kind <> 'invoice' or of_invoice.voided_at is not null
    or (of_invoice.company_id, of_invoice.supplier_id, of_invoice.supplier_role, of_invoice.currency)
      is distinct from (new.company_id, new.supplier_id, new.supplier_role, new.currency)
    or (select coalesce(sum(net_micros), 0) from invoices where corrects = new.corrects) + new.net_micros > of_invoice.net_micros
    or (select coalesce(sum(gross_micros), 0) from invoices where corrects = new.corrects) + new.gross_micros > of_invoice.gross_micros
  then
    raise exception 'a credit note takes back no more than its invoice charges' using errcode = 'TB001';
  end if;
  return new;
end $$;
create trigger corrects_what_is_left before insert on invoices for each row when (new.kind = 'credit_note')
  execute function refuse_credit_beyond_invoice();

create function refuse_void_of_credited() returns trigger language plpgsql as $$
begin
  if new.kind = 'credit_note' or exists (select from invoices where corrects = new.id) then
    raise exception 'a credit note, and the invoice that it corrects, do not become void' using errcode = 'TB001';
  end if;
  return new;
end $$;
create trigger stays_once_credited before update on invoices for each row execute function refuse_void_of_credited();
create index invoices_by_corrected on invoices (corrects) where corrects is not null;
`
