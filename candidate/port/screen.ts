import type { PatientView } from './demographics.ts'
import type { Session } from './identity.ts'

/** What only a screen can show. Offered by drivers that have one. */
export interface ScreenVerbs {
  /** The text of the patient banner, line by line, with the patient's record open. */
  patientBanner(session: Session, patient: PatientView): Promise<{ text: string; labels: string[] }>
  /** Whether a control with this accessible name can be used on the patient's page. */
  offers(session: Session, patient: PatientView, control: string): Promise<boolean>
  /** Types a mobile number into the contact form and saves; tells what the page then shows. */
  saveMobile(session: Session, patient: PatientView, mobile: string, whileOpen?: () => Promise<void>): Promise<{ message: string; mobileField: string | undefined }>
  /** Lets go of the session's page. */
  leave?(session: Session): Promise<void>
  /** A picture of the page as it stands (PNG). */
  picture(session: Session): Promise<Uint8Array>
}
