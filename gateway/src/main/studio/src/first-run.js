/**
 * The cells of a notebook's first run wait for one kernel. As it is, only the first of them asks for
 * it and waits; the others of "Run All" find no kernel yet and are quietly not run.
 */
export function amendCellExecutor(plugin) {
  if (plugin.id !== '@jupyterlab/notebook-extension:cell-executor') {
    return plugin;
  }
  return {
    ...plugin,
    activate: (...services) => {
      const executor = plugin.activate(...services);
      return { ...executor, runCell: afterKernelStart(options => executor.runCell(options)) };
    }
  };
}

function afterKernelStart(runCell) {
  const starts = new WeakMap();
  return async options => {
    const { cell, sessionContext, sessionDialogs } = options;
    if (cell.model.type !== 'code' || !sessionContext || hasKernel(sessionContext)) {
      return runCell(options);
    }
    if (!starts.has(sessionContext)) {
      const start = startKernel(sessionContext, sessionDialogs);
      starts.set(sessionContext, start.finally(() => starts.delete(sessionContext)));
    }
    await starts.get(sessionContext);
    // Without a kernel, for example since the person chose none, there is nothing to run.
    return hasKernel(sessionContext) ? runCell(options) : false;
  };
}

const hasKernel = sessionContext => Boolean(sessionContext.session?.kernel);

async function startKernel(sessionContext, sessionDialogs) {
  const shouldAsk = await sessionContext.startKernel();
  if (shouldAsk && sessionDialogs) {
    await sessionDialogs.selectKernel(sessionContext);
  }
}
