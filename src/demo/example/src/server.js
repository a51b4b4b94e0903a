import { createServer } from 'node:http';
import { route } from './router.js';

const port = Number(process.env.PORT ?? 8080);

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const { status, headers, body } = route(pathname);
  response.writeHead(status, headers).end(body);
}).listen(port, () => console.log(`http://localhost:${port}`));
