/** The key that signs the cookies of known devices. It is in the database, so that every replica accepts what another one signed. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class DeviceKey1765050100000 implements MigrationInterface {
  name = 'DeviceKey1765050100000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table signing_keys (
        name text primary key,
        key bytea not null check (length(key) >= 32)
      );
      -- A random UUID holds 122 random bits; three are more than the hash keeps.
      insert into signing_keys (name, key) values
        ('device', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table signing_keys')
  }
}
