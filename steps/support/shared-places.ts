let shared = false

/**
 * Whether the workers of the coming run share a place. Told by the runner: cucumber asks which scenarios may run side by side
 * before there is a world that could know.
 */
export function sharePlaces(value: boolean): void {
  shared = value
}

export function placesAreShared(): boolean {
  return shared
}
