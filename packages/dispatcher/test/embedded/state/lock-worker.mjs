// Counts up in a file under the lock: times from argv, then ends by kill -9 while holding the lock.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { lockState } from '#dispatcher/embedded/state/lock-state.js'

const [folder, times] = [process.argv[2], Number(process.argv[3])]
const counter = join(folder, 'counter')
for (let time = 1; time <= times; time++) {
  await lockState(folder, 'count', async () => {
    const before = Number(readFileSync(counter, 'utf8'))
    await sleep(1)
    writeFileSync(counter, String(before + 1))
    if (time === times) process.kill(process.pid, 'SIGKILL')
  })
}
