import { createServer as createPlainServer } from 'node:http'
import { createServer as createFrontServer } from 'node:net'
import { createSecureServer } from '../../listen.ts'
import { defect } from '../defect.ts'

export const answersWithoutEncryption = defect({
  name: 'answers-without-encryption',
  requirement: 'TIF-HOST-02',
  story: 'Takes whatever comes at its address, encrypted or not, and answers in kind.',
  replaces: createSecureServer,
  with: (credentials, listener) => {
    const secure = createSecureServer.proper(credentials, listener)
    const plain = createPlainServer(listener)
    // The first byte of an encrypted conversation is 22, a handshake; that of a plain one is a letter.
    return createFrontServer((socket) => {
      socket.once('data', (first) => {
        socket.pause()
        socket.unshift(first)
        ;(first[0] === 22 ? secure : plain).emit('connection', socket)
        process.nextTick(() => socket.resume())
      })
    })
  },
})
