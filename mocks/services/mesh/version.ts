import type { Call } from '../../kit/call.ts'
import { json, type Reply } from '../../kit/reply.ts'
import type { MeshState } from './state.ts'

export const V2 = 'application/vnd.mesh.v2+json'

/** The version of the API that a caller accepts; 1 unless it says otherwise, `undefined` when it names one in a form that nobody knows. */
export function acceptedVersion(accept: string | undefined): number | undefined {
  for (const part of (accept ?? '').split(/[;,]/)) {
    if (!part.includes('vnd.mesh')) continue
    const version = /^application\/vnd\.mesh\.v(\d+)\+json$/.exec(part.trim())?.[1]
    return version === undefined ? undefined : Number(version)
  }
  return 1
}

export const isV2 = (call: Call<MeshState>): boolean => (acceptedVersion(call.header('accept')) ?? 1) >= 2

/** A body in the version that the caller asked for. */
export function versioned(call: Call<MeshState>, status: number, { v1, v2 }: { v1: unknown; v2: unknown }): Reply {
  return isV2(call) ? json(status, v2, { 'content-type': V2 }) : json(status, v1)
}
