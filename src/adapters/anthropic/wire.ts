/**
 * The connection as we watch it. The SDK's timeout ends with the headers, and its streams keep pings to themselves, so a
 * stream that stands still is told by its bytes: every one of them is a sign of life.
 */
export interface Wire {
  fetch: typeof fetch;
  /** A call is about to be made: `onStall` is called when no byte came for as long as a stream may stand still. */
  watch(onStall: () => void): void;
  /** The call has ended. */
  rest(): void;
}

/** `stall` in ms. One wire carries one call at a time. */
export function wireOf(stall: number): Wire {
  let timer: NodeJS.Timeout | undefined;
  return {
    async fetch(input, init) {
      const response = await fetch(input, init);
      timer?.refresh();
      if (!response.body) return response;
      const watched = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            timer?.refresh();
            controller.enqueue(chunk);
          },
        }),
      );
      return new Response(watched, response);
    },
    watch(onStall) {
      clearTimeout(timer);
      timer = setTimeout(onStall, stall);
    },
    rest() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
