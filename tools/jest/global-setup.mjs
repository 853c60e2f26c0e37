export default async function globalSetup() {
  if (process.env.RELANCE_TEST_DATABASE === 'none') return
}
