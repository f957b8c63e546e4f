/** What a dispenser told of one item. */
export interface StatusUpdate {
  applicationId: string
  requestId: string
  taskId: string
  prescriptionId: string
  lineItemId: string
  nhsNumber: string
  pharmacy: string
  /** One of `TOLD`, as it was written. */
  status: string
  taskStatus: 'in-progress' | 'completed'
  /** ISO instant. */
  lastModified: string
}

export interface UpdatesState {
  updates: StatusUpdate[]
  /** NHS numbers whose statuses cannot be told for the time being. */
  untracked: Set<string>
}

export const createState = (): UpdatesState => ({ updates: [], untracked: new Set() })
