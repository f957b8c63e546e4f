import type { Session } from './identity.ts'

/**
 * What only a screen can show, in terms of named places, regions, fields and controls. A driver's map says where each is on
 * the candidate's pages; config/browser-map.yaml has the names and what they mean.
 */
export interface ScreenVerbs {
  /** Goes to a place (`patient`, `edit-patient`); `of` fills what its address needs, such as the patient's id. */
  open(session: Session, place: string, of?: Record<string, string>): Promise<void>
  /** The visible text of a region (`banner`, `message`, `main`), white space folded; `undefined` when it is not there. */
  read(session: Session, region: string): Promise<string | undefined>
  /** Where a region is on the page, in CSS pixels of the visible part; `undefined` when it is not there. */
  box(session: Session, region: string): Promise<{ x: number; y: number; width: number; height: number; viewport: { width: number; height: number } } | undefined>
  /** Types into a field, key by key as a person would, over what is in it. */
  type(session: Session, field: string, text: string): Promise<void>
  /** What a field holds; `undefined` when it is not there. */
  value(session: Session, field: string): Promise<string | undefined>
  /** Presses a button or follows a link, and waits for what it leads to. */
  press(session: Session, control: string): Promise<void>
  /** Whether the browser may keep the page that was opened last, and show it again without asking for it. */
  mayKeep(session: Session): Promise<boolean>
  /** Uses the browser's own way back to the page before. */
  back(session: Session): Promise<void>
  /** Whether a control is there and can be used. */
  offers(session: Session, control: string): Promise<boolean>
  /** Moves the page down, as far as it goes. */
  scrollDown(session: Session): Promise<void>
  /** Headings, labels and links of the page as assistive technology hears them (ARIA snapshot). */
  outline(session: Session): Promise<string>
  /** A picture of the page as it stands (PNG). */
  picture(session: Session): Promise<Uint8Array>
  /** Lets go of the session's page. */
  leave(session: Session): Promise<void>
}
