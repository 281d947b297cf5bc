/** A payment is a deposit, its returns are what was posted, and what was decided stays. */
export const paymentRules = `
create trigger is_kept before delete or truncate on payments for each statement execute function refuse_statement();
create trigger is_kept before delete or truncate on checkouts for each statement execute function refuse_statement();
create trigger is_kept before delete or truncate on payment_gateways for each statement execute function refuse_statement();
create trigger is_kept before delete or truncate on statement_lines for each statement execute function refuse_statement();
create trigger only_adds before update or delete or truncate on payment_returns
  for each statement execute function refuse_statement();
create trigger only_adds before update or delete or truncate on payment_inbox
  for each statement execute function refuse_statement();
create trigger only_adds before update or delete or truncate on bank_statements
  for each statement execute function refuse_statement();
create trigger only_adds before update or delete or truncate on staff_payments
  for each statement execute function refuse_statement();

create function is_its_transfer() returns trigger language plpgsql as $$
declare
  transfer_kind text;
  amount bigint;
  company uuid;
begin
  if tg_table_name = 'payments' then
    transfer_kind := 'deposit';
    amount := new.amount_micros;
    company := new.company_id;
  else
    transfer_kind := new.kind;
    amount := -new.amount_micros;
    select company_id into company from payments where id = new.payment_id;
  end if;
  if not exists (select from entries e join accounts a on a.id = e.account_id
      where e.transfer_id = new.transfer_id and e.company_id = company and a.kind = 'balance' and e.kind = transfer_kind
        and e.amount_micros = amount) then
    raise exception 'a payment and its returns are what their transfers say' using errcode = 'TB001';
  end if;
  return new;
end $$;
create trigger is_its_deposit before insert on payments for each row execute function is_its_transfer();
create trigger is_its_transfer before insert on payment_returns for each row execute function is_its_transfer();

create trigger starts_whole before insert on payments for each row
  when (new.refunded_micros <> 0 or new.charged_back_micros <> 0)
  execute function refuse_row('a payment starts with nothing returned');
create function return_payment() returns trigger language plpgsql as $$
begin
  update payments
    set refunded_micros = refunded_micros + case new.kind when 'refund' then new.amount_micros else 0 end,
      charged_back_micros = charged_back_micros + case new.kind when 'chargeback' then new.amount_micros else 0 end
    where id = new.payment_id;
  return null;
end $$;
create trigger returns_payment after insert on payment_returns for each row execute function return_payment();
create function refuse_change_of_payment() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2
    or to_jsonb(old) - array['refunded_micros', 'charged_back_micros', 'state']
      is distinct from to_jsonb(new) - array['refunded_micros', 'charged_back_micros', 'state'] then
    raise exception 'a payment that was credited changes by its returns only' using errcode = 'TB001';
  end if;
  return new;
end $$;
create trigger stays_as_credited before update on payments for each row execute function refuse_change_of_payment();

create trigger stays_what_it_is before update on payment_gateways for each row
  when ((old.id, old.seller_id, old.kind) is distinct from (new.id, new.seller_id, new.kind))
  execute function refuse_row('a gateway stays with its seller');

create trigger stays_as_ordered before update on checkouts for each row
  when ((old.id, old.company_id, old.gateway_id, old.invoice_id, old.amount_micros, old.currency, old.created_at,
      old.idempotency_key, old.input_hash)
    is distinct from (new.id, new.company_id, new.gateway_id, new.invoice_id, new.amount_micros, new.currency, new.created_at,
      new.idempotency_key, new.input_hash)
    or (old.state = 'paid' and new.state <> 'paid')
    or (old.external_id is not null and old.external_id is distinct from new.external_id))
  execute function refuse_row('a checkout stays as it was ordered, and paid once it is');

create function refuse_change_of_line() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' or new.state = 'not_ours'
    or to_jsonb(old) - array['state', 'proposal', 'payment_id', 'ignored_because', 'decided_at', 'decided_by_user', 'decided_by_name']
      is distinct from
      to_jsonb(new) - array['state', 'proposal', 'payment_id', 'ignored_because', 'decided_at', 'decided_by_user', 'decided_by_name'] then
    raise exception 'a line of a statement is decided once, and nothing else of it changes' using errcode = 'TB001';
  end if;
  return new;
end $$;
create trigger is_decided_once before update on statement_lines for each row execute function refuse_change_of_line();
`
