/** The published APIs through which a patient's app reaches a GP system: GP Connect (Patient Facing). */
export type PatientFacingApi = 'permissions' | 'appointments' | 'prescriptions' | 'record'

/** One call of a patient's app, as the published API has it. */
export interface AppRequest {
  api: PatientFacingApi
  method: 'GET' | 'POST' | 'PUT'
  /** Below the base path of the API: `Slot`. */
  path: string
  /** Names may repeat. */
  query?: readonly (readonly [string, string])[]
  /** As they go over the wire; Authorization included, where there is one. */
  headers: Readonly<Record<string, string>>
  body?: unknown
}

/** What came back, as it came: nothing about it can be relied on until it was looked at. */
export interface AppAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  /** The body as JSON; `undefined` when it is none. */
  json: unknown
  text: string
  /** Id of the recorded exchange. */
  exchange: string
}

/** A GP system as a patient's app sees it. The harness calls as the NHS App would: with the patient's token, on their behalf. */
export interface PatientFacingVerbs {
  call(request: AppRequest): Promise<AppAnswer>
}
