/**
 * A month that is closed stays closed, but for one case: its invoice is void, and no month after it is on record. Then it waits
 * to be closed again, as the same month from the same pass on.
 */
export const reopenedMonths = `
drop trigger stays_closed on month_closes;
create function refuse_change_of_close() returns trigger language plpgsql as $$
begin
  if old.state = 'closed' and new.state = 'waiting' and new.after_passes = old.after_passes
    and exists (select from invoices where id = old.invoice_id and voided_at is not null)
    and not exists (select from month_closes where company_id = old.company_id and kind = old.kind and period_to > old.period_to)
  then
    return new;
  end if;
  raise exception 'a month that is closed stays closed' using errcode = 'TB001';
end $$;
create trigger stays_closed before update on month_closes for each row when (old.state = 'closed')
  execute function refuse_change_of_close();
create trigger stays_the_month before update on month_closes for each row
  when ((old.company_id, old.kind, old.period_from, old.period_to) is distinct from (new.company_id, new.kind, new.period_from, new.period_to))
  execute function refuse_row('a month stays the month that it is');
`
