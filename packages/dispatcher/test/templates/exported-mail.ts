/** A mail as react-email exports it, with Liquid put in where the component had its properties. */
export const exportedMail: string = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html>
  <head>
    <link rel="preload" as="image" href="https://shop.example/logo.png" />
    <meta content="text/html; charset=UTF-8" http-equiv="Content-Type" />
    <meta name="x-apple-disable-message-reformatting" />
    <style>
      @media (max-width: 600px) { .card { padding: 12px !important } }
    </style>
  </head>
  <body style="background-color:#f6f9fc">
    <!--$-->
    <table border="0" width="100%" cellpadding="0" cellspacing="0" role="presentation" align="center">
      <tbody>
        <tr>
          <td style="background-color:#f6f9fc;font-family:Helvetica,Arial,sans-serif">
            <!--[if mso | IE]><table role="presentation" width="600" align="center"><tr><td><![endif]-->
            <table align="center" width="100%" border="0" cellpadding="0" cellspacing="0" role="presentation" class="card" style="max-width:600px">
              <tbody>
                <tr style="width:100%">
                  <td>
                    <img alt="Shop" height="40" src="https://shop.example/logo.png" style="display:block" width="120" />
                    <h1 style="font-size:24px;color:#1d1c1d">Order <!-- -->{{ order.id }}<!-- --> is on its way</h1>
                    {% if order.note %}
                    <p style="font-size:16px;line-height:24px">You wrote: {{ order.note }}</p>
                    {% endif %}
                    <table align="center" width="100%" border="0" cellpadding="0" cellspacing="0" role="presentation">
                      <tbody>
                        {% for item in items %}
                        <tr style="width:100%">
                          <td>{{ item.name }}</td>
                          <td align="right">{{ item.price | number: 2 }}{% if item.note %} ({{ item.note }}){% endif %}</td>
                        </tr>
                        {% endfor %}
                      </tbody>
                    </table>
                    <a href="{{ order.url }}" style="color:#fff;background-color:#067df7;padding:12px 20px" target="_blank"><span>Follow your order</span></a>
                  </td>
                </tr>
              </tbody>
            </table>
            <!--[if mso | IE]></td></tr></table><![endif]-->
          </td>
        </tr>
      </tbody>
    </table>
    <!--/$-->
  </body>
</html>
`
