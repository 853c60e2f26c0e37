/**
 * `change`, a statement that a migration makes to rows of `table` it finds there. While nobody can sign in yet, those rows are what
 * an earlier migration has put in, and the audit log does not begin with their change.
 */
export const unauditedWhenEmpty = (table: string, change: string): string => `
  do $$ begin
    if not exists (select from users) then alter table ${table} disable trigger user; end if;
  end $$;
  ${change};
  alter table ${table} enable trigger user;`
