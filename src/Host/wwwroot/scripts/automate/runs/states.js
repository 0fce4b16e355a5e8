/** How a run's state is coloured. */
export const kinds = { waiting: 'plain', running: 'accent', succeeded: 'good', failed: 'bad', canceled: 'warn' };

export const over = (run) => run.state !== 'waiting' && run.state !== 'running';
