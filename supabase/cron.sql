-- Supabase Cron: calls the Edge Function every six hours. pg_cron counts in GMT.
--
-- Before, once, in the SQL editor (the address of your project, and the CRON_SECRET of the function):
--   select vault.create_secret('https://PROJECT.supabase.co', 'relance_url');
--   select vault.create_secret('THE SECRET', 'cron_secret');
-- Then run this file as it is; run again, it replaces the job.
create extension if not exists pg_cron;
create extension if not exists pg_net;

do $$
begin
  if (select count(*) from vault.decrypted_secrets where name in ('relance_url', 'cron_secret')) <> 2 then
    raise exception 'The vault must hold relance_url and cron_secret: see the top of this file.';
  end if;
end $$;

-- Both are read from the vault at every call, so a rotated secret needs no change here. pg_net does not wait for the answer:
-- its default time-out of 5 seconds would only cut the connection early.
select cron.schedule('auto-relance', '0 */6 * * *', $job$
  select net.http_post(
    url := (select decrypted_secret from vault.decrypted_secrets where name = 'relance_url') || '/functions/v1/auto-relance',
    headers := jsonb_build_object(
      'Content-Type', 'application/json',
      'Authorization', 'Bearer ' || (select decrypted_secret from vault.decrypted_secrets where name = 'cron_secret')),
    body := '{}'::jsonb,
    timeout_milliseconds := 30000)
$job$);
