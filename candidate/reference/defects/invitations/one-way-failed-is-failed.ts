import type { JsonObject } from '../../national/json.ts'
import { readStatusEvents } from '../../invitations/take-status.ts'
import { defect } from '../defect.ts'

export const oneWayFailedIsFailed = defect({
  name: 'one-way-failed-is-failed',
  requirement: 'E00367',
  story: 'Takes the failure of one channel for the end of the message, while NHS Notify tries the next.',
  replaces: readStatusEvents,
  with: (body) => {
    const data = body['data'] as JsonObject[]
    const asMessage = ({ attributes, ...event }: JsonObject) => {
      const { channelStatus, channelStatusDescription, ...rest } = attributes as JsonObject
      return { ...event, type: 'MessageStatus', attributes: { ...rest, messageStatus: channelStatus, messageStatusDescription: channelStatusDescription } }
    }
    return readStatusEvents.proper({ ...body, data: data.map((event) => (event['type'] === 'ChannelStatus' ? asMessage(event) : event)) })
  },
})
