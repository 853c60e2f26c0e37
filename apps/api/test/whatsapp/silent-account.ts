/** The configuration of an account at an address where nobody answers. */
export const SILENT_ACCOUNT = {
  WHATSAPP_API_URL: 'http://127.0.0.1:9',
  WHATSAPP_TOKEN: 'token-never-shown',
  WHATSAPP_PHONE_NUMBER_ID: '100000000000001',
  WHATSAPP_APP_SECRET: 'a-secret-of-the-app',
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '200000000000001',
}
