/*
 * Calls to the hub. The key came behind the # of the address; it stays in this tab (sessionStorage belongs to this origin, port
 * included), is sent in a header to this origin only, and disappears from the address at once.
 */
const given = /^#key=([\w-]+)$/.exec(location.hash)?.[1]
if (given) {
  sessionStorage.setItem('key', given)
  history.replaceState(null, '', '/#/traffic')
}

const headers = () => ({ 'x-assay-page': sessionStorage.getItem('key') ?? '' })

export async function ask(path, { method = 'GET', body, signal } = {}) {
  const response = await fetch(`/api${path}`, {
    method,
    headers: { ...headers(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  })
  if (response.status === 204) return undefined
  const answer = await response.json()
  if (!response.ok) throw Object.assign(new Error(answer.error), { status: response.status })
  return answer
}

/**
 * Listens to server-sent events until `signal` stops it, and comes back when the connection breaks. Not an EventSource, which cannot send
 * a header. `hear` gets the name and the data of each event, `state` gets true and false as the hub is there or not.
 */
export async function listen(path, { hear, state, signal }) {
  while (!signal.aborted) {
    try {
      const response = await fetch(`/api${path}`, { headers: headers(), signal })
      if (!response.ok) throw new Error(`The hub answered ${response.status}`)
      state(true)
      let text = ''
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        text += part.value
        const events = text.split('\n\n')
        text = events.pop()
        for (const event of events) {
          const fields = Object.fromEntries(event.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]))
          if (fields.event) hear(fields.event, JSON.parse(fields.data))
        }
      }
    } catch (error) {
      if (signal.aborted) return
      console.warn(error)
    }
    if (signal.aborted) return
    state(false)
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}
