/** Roles in which a user acts in e-RS, as the `NHSD-eRS-Business-Function` header names them. */
export const BUSINESS_FUNCTIONS = [
  'REFERRING_CLINICIAN',
  'REFERRING_CLINICIAN_ADMIN',
  'REFERRING_ADMIN',
  'COMMISSIONER',
  'SERVICE_PROVIDER_CLINICIAN_ADMIN',
  'SERVICE_PROVIDER_CLINICIAN',
  'SERVICE_PROVIDER_ADMIN',
  'INFORMATION_ANALYST',
  'BOOKING_MANAGER',
  'ADDITIONAL_REQUIREMENTS_MANAGER',
] as const
export type BusinessFunction = (typeof BUSINESS_FUNCTIONS)[number]

/** Roles that an application holds instead of a user. */
export type ApplicationFunction = 'PROVIDER_AUTHORISED_APPLICATION' | 'REFERRER_AUTHORISED_APPLICATION'
