// src/models/toolbox.ts
/** In a sandbox for set-up: the socket that leads out, and the port on its own loopback that leads to the socket. */
const GATEWAY = {
	socket: "/run/planfile/gateway",
	port: 3128
};
export { GATEWAY as t };
