/** The smallest `tidings.yaml` that can be used. */
export const minimal = `version: 1
environments:
  local:
    database: \${DATABASE_URL}
    routes: { email: [catcher] }
providers:
  catcher: { kind: catcher, url: http://127.0.0.1:8025 }
categories:
  order-updates: { title: Order updates }
brands:
  main: { sender: { email: orders@fennel.example, name: Fennel } }
`
