import type { Admission } from './access.ts'

/** Referrers who decide: most GP-side operations. */
export const REFERRERS: Admission = { users: ['REFERRING_CLINICIAN', 'REFERRING_CLINICIAN_ADMIN'] }

/** Referrers and provider clinicians alike, without applications. */
export const CLINICAL_USERS: Admission = { users: ['REFERRING_CLINICIAN', 'REFERRING_CLINICIAN_ADMIN', 'SERVICE_PROVIDER_CLINICIAN', 'SERVICE_PROVIDER_CLINICIAN_ADMIN'] }

/** Reads that a provider's application may do too. */
export const CLINICAL_READERS: Admission = { ...CLINICAL_USERS, applications: ['PROVIDER_AUTHORISED_APPLICATION'] }

/** Reading the directory: referrers and their applications. */
export const DIRECTORY_READERS: Admission = { ...REFERRERS, applications: ['REFERRER_AUTHORISED_APPLICATION'] }

/** Reference data: everybody clinical and every application. */
export const REFERENCE_DATA_READERS: Admission = { ...CLINICAL_USERS, applications: ['PROVIDER_AUTHORISED_APPLICATION', 'REFERRER_AUTHORISED_APPLICATION'] }

/** Worklists also show to referring administrators. */
export const WORKLIST_READERS: Admission = { users: ['REFERRING_CLINICIAN', 'REFERRING_CLINICIAN_ADMIN', 'REFERRING_ADMIN'] }
