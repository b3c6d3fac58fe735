import { EventEmitter } from 'node:events';
import { readFrame } from './frames.mjs';

/**
 * Follows what the page and its kernels say to each other. Emits 'change' with each message.
 */
export class KernelTraffic extends EventEmitter {
  /** Executions by the msg_id of their request: {code, reply, idle}. */
  executions = new Map();
  /** Prompts that wait for an answer, oldest first. */
  prompts = [];
  /** REST requests that start a kernel: 'POST /api/sessions'. */
  kernelStarts = [];
  /** Sockets to kernels that were opened. */
  sockets = 0;

  constructor(page) {
    super();
    page.on('request', request => this.#request(request));
    page.on('websocket', socket => {
      if (/\/api\/kernels\/[^/]+\/channels/.test(socket.url())) {
        this.sockets++;
        socket.on('framesent', ({ payload }) => this.#sent(readFrame(payload)));
        socket.on('framereceived', ({ payload }) => this.#received(readFrame(payload)));
      }
    });
  }

  #request(request) {
    const { pathname } = new URL(request.url());
    if (request.method() === 'POST' && /\/api\/(sessions|kernels)$/.test(pathname)) {
      this.kernelStarts.push(`POST ${pathname}`);
      this.emit('change');
    }
  }

  #sent({ header, content }) {
    if (header.msg_type === 'execute_request' && !content.silent && content.store_history) {
      this.executions.set(header.msg_id, { code: content.code, reply: null, idle: false });
      this.emit('change');
    }
  }

  #received({ header, parent, content }) {
    const execution = this.executions.get(parent.msg_id);
    if (header.msg_type === 'input_request') {
      this.prompts.push(content.prompt);
      this.emit('prompt');
    }
    if (!execution) {
      return;
    }
    if (header.msg_type === 'execute_reply') {
      execution.reply = content;
    }
    if (header.msg_type === 'status' && content.execution_state === 'idle') {
      execution.idle = true;
    }
    this.emit('change');
  }

  /** Executions that have both their reply and their idle. */
  get finished() {
    return [...this.executions.values()].filter(({ reply, idle }) => reply && idle);
  }

  /** Resolves once so many executions have finished; rejects, naming what is missing, at the end. */
  finish(count, timeout) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.finished.length >= count) {
          done();
          resolve(this.finished);
        }
      };
      const late = setTimeout(() => {
        done();
        const open = [...this.executions.values()].filter(({ reply, idle }) => !reply || !idle);
        const first = open[0] ? ` First open one: ${open[0].code.slice(0, 80)}` : '';
        reject(
          new Error(
            `${this.finished.length} of ${count} cells finished in ${timeout / 1000} s, ` +
              `${this.executions.size} were sent.${first}`
          )
        );
      }, timeout);
      const done = () => {
        clearTimeout(late);
        this.off('change', look);
      };
      this.on('change', look);
      look();
    });
  }
}
