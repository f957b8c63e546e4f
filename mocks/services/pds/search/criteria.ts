/** A range of ISO dates, both ends included. */
export interface DateRange {
  from: string
  to: string
}

/** What a search asks for, read from its query. */
export interface Criteria {
  family?: string
  given: string[]
  gender?: string
  birth: DateRange
  death?: DateRange
  postcode?: string
  practice?: string
  email?: string
  phone?: string
  fuzzy: boolean
  exact: boolean
  history: boolean
  maxResults: number
}
