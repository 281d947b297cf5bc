/** Hour of creation from events of a message: the accepted step, else the first event of any kind. */
export const createdHour = `toStartOfHour(if(countIf(step = 'accepted') > 0, minIf(time, step = 'accepted'), min(time)), 'UTC')`
