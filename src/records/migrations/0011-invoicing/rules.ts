/** What was issued stays as it is; the one thing that can still be said of it is that it is void. */
export const invoicingRules = `
create trigger is_kept before delete or truncate on invoices for each statement execute function refuse_statement();
create trigger is_kept before update or delete or truncate on invoice_files
  for each statement execute function refuse_statement();
create trigger is_kept before delete or truncate on number_counters
  for each statement execute function refuse_statement();

create function refuse_change_of_invoice() returns trigger language plpgsql as $$
begin
  if old.voided_at is not null or new.voided_at is null
    or to_jsonb(old) - array['voided_at', 'void_reason'] is distinct from to_jsonb(new) - array['voided_at', 'void_reason'] then
    raise exception 'a document that was issued stays as it is' using errcode = 'TB001';
  end if;
  return new;
end $$;
create trigger stays_as_issued before update on invoices for each row execute function refuse_change_of_invoice();

create function refuse_number_back() returns trigger language plpgsql as $$
begin
  if new.last <> old.last + 1 or (new.supplier_id, new.supplier_role, new.series, new.year)
    is distinct from (old.supplier_id, old.supplier_role, old.series, old.year) then
    raise exception 'numbers of a series follow each other' using errcode = 'TB001';
  end if;
  return new;
end $$;
create trigger counts_up before update on number_counters for each row execute function refuse_number_back();
create function refuse_first_number() returns trigger language plpgsql as $$
begin
  if new.last <> 1 then
    raise exception 'a series begins with one' using errcode = 'TB001';
  end if;
  return new;
end $$;
create trigger begins_with_one before insert on number_counters for each row execute function refuse_first_number();

-- A document takes the number that its counter has just given, so a number without a document is rolled back with it. The
-- buyer pays under the number.
create function take_number() returns trigger language plpgsql as $$
begin
  insert into number_counters as c (supplier_id, supplier_role, series, year, last)
    values (new.supplier_id, new.supplier_role, new.series, new.year, 1)
    on conflict (supplier_id, supplier_role, series, year) do update set last = c.last + 1
    returning c.last into new.ordinal;
  new.number := new.series || '-' || new.year || '-' || lpad(new.ordinal::text, greatest(6, length(new.ordinal::text)), '0');
  new.document := jsonb_set(new.document, '{number}', to_jsonb(new.number));
  if new.document ? 'payment' then
    new.document := jsonb_set(new.document, '{payment,reference}', to_jsonb(new.number));
  end if;
  return new;
end $$;
create trigger takes_number before insert on invoices for each row execute function take_number();

create trigger stays_closed before update on month_closes for each row
  when (old.state = 'closed' or (old.company_id, old.kind, old.period_from, old.period_to)
    is distinct from (new.company_id, new.kind, new.period_from, new.period_to))
  execute function refuse_row('a month that is closed stays closed');
create trigger is_kept before delete or truncate on month_closes for each statement execute function refuse_statement();
`
