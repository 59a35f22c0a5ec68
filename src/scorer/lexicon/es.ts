import type { Lexicon } from '../cue-names.ts';

export const es: Lexicon = {
  yes: 'sí|si|claro|vale|ok|por supuesto|bueno|de acuerdo|sip|correcto|dale|sale|va',
  no: 'no|nop|tampoco',
  accept:
    'trato|trato hecho|hecho|me lo llevo|me la llevo|me los llevo|me las llevo|lo compro|la compro|lo quiero|la quiero|me parece bien|me parece perfecto|perfecto|acepto|quedamos así|quedamos en eso|está bien|esta bien|me sirve|resérvamelo|resérvamela|apártamelo|es tuyo|es suyo|vendido|cerrado|de acuerdo|me funciona|me va bien|listo|va que va|nos vemos|ahí estaré|confírmalo|haga la reserva|cuenta conmigo|es un trato|adelante|hacemos trato',
  done: 'reservado|reservada|confirmado|confirmada|agendado|agendada|pagado|pago recibido|ya pagué|ya pague|transferencia hecha|pedido realizado|queda reservado|queda reservada|quedó reservado|quedó reservada|queda confirmada|enviado|te hice la transferencia|acabo de pagar|reserva hecha|está reservada|tu cita es',
  unavailable:
    'no disponible|no está disponible|no esta disponible|no tenemos|no hay|no queda|no quedan|agotado|agotada|ya se vendió|ya no está|ya no hay|lleno|no fue posible|no se pudo|no puedo ofrecer|vendido ya|sin disponibilidad|no me queda',
  available:
    'disponible|sí tenemos|si tenemos|tenemos|hay disponibilidad|sigue disponible|todavía está|aún disponible|está libre|nos queda|nos quedan|hay hueco',
  proposeBooking:
    'te lo reservo|se lo reservo|la reservo|lo reservo|quieres que|quiere que|le parece|te parece|le va bien|te va bien|te sirve|le sirve|lo quieres|lo quiere|te interesa|le interesa|hacemos trato|cerramos',
  askDetail:
    'tu nombre|su nombre|a nombre de quién|qué día|que día|qué fecha|a qué hora|cuántas personas|cuantas personas|tu teléfono|su teléfono|tu correo|su correo|qué talla|qué color|cuántos|cuantos|cuál|qué dirección|su dirección|tu dirección',
  askChange:
    'otra fecha|otro día|otra hora|otro horario|otra opción|otro modelo|en vez de|cambiar|alguna otra',
  refuse:
    'no gracias|no me interesa|ya no me interesa|ya no lo quiero|no me convence|yo paso|lo dejo|déjalo|dejalo|olvídalo|olvidalo|no puedo|no acepto|imposible|encontré otro|encontre otro|ya compré|ya compre otro|busco otro|buscaré otro|buscaré en otro|otro lado|en otro sitio|cancelar|cancela|cancelo|ni hablar|no hay trato|mejor no|de ninguna manera|no me sirve|suerte con la venta|no voy a|me echo para atrás',
  pricey:
    'muy caro|muy cara|caro|cara|demasiado|es mucho|no me alcanza|no puedo pagar|fuera de mi presupuesto|presupuesto|se me sale|más barato|mas barato en|carísimo|mucho dinero',
  firm: 'precio fijo|lo menos|último precio|ultimo precio|lo mínimo|lo minimo|no puedo bajar|no bajo|no puedo bajarlo|es lo mejor que|mi mejor oferta|lo máximo|lo maximo|como mucho|muy poco|demasiado bajo|no negociable|no es negociable|menos no|otras ofertas',
  offer:
    'te ofrezco|le ofrezco|ofrezco|te doy|le doy|me lo deja en|me lo dejas en|me lo dejas por|lo dejas en|qué tal|que tal si|aceptas|acepta|aceptarías|aceptaría|te lo dejo en|se lo dejo en|lo dejo en|puedo pagar|puedo ofrecer|puedo dejarlo|podrías|lo máximo que|si lo recojo|por',
  discount:
    'descuento|rebaja|rebajar|negociable|mejor precio|bajar|menos|oferta|un poco menos|más barato|mas barato|se puede negociar',
  thanks: 'gracias|muchas gracias|mil gracias|agradezco|se agradece|te lo agradezco',
  bye: 'adiós|adios|hasta luego|hasta mañana|chao|chau|nos vemos|buenas noches|que tenga buen día|buen día',
  hello: 'hola|buenas|buenos días|buenas tardes|qué tal|saludos',
  sorry: 'perdón|perdon|lo siento|disculpa|disculpe|lamentablemente|lamento|desafortunadamente',
  meet: 'recoger|recogerlo|recogerla|paso a|paso por|pasar por|pasaré|quedamos|mañana|hoy|esta tarde|este fin de semana|dirección|direccion|ubicación|dónde|donde están|llámame|whatsapp|mi número|visita|verlo|verla|a las',
  pay: 'efectivo|pagar|pago|tarjeta|transferencia|bizum|depósito|deposito|señal|factura|anticipo|paypal|a plazos|yape|nequi',
  deliver: 'envío|envio|enviar|entrega|entregar|domicilio|mandar|envían|envian',
  anger:
    'estafa|ridículo|ridiculo|mentira|mentiroso|vergüenza|pésimo|pesimo|horrible|mierda|fatal|terrible|enojado|enojada|enfadado|molesto|molesta|harto|harta|inaceptable|decepcionado|decepcionada|nunca más|qué asco|tomadura de pelo|basura',
  praise:
    'genial|excelente|perfecto|buenísimo|me encanta|bonito|bonita|hermoso|hermosa|maravilloso|encantado|encantada|bien|buena|estupendo|fenomenal|precioso|preciosa|qué bueno',
  urgent:
    'urgente|urgentemente|hoy mismo|ahora mismo|ya mismo|cuanto antes|lo antes posible|inmediatamente|para hoy|rápido|rapido|ahora|hoy',
  later:
    'lo pienso|lo voy a pensar|déjame pensarlo|te aviso|le aviso|más tarde|mas tarde|luego|después|todavía no|quizás|quizas|tal vez|a lo mejor|consultarlo|lo consulto|el próximo mes|la próxima semana|solo preguntaba|preguntaré',
  interest:
    'me interesa|interesado|interesada|quiero|quisiera|me gustaría|necesito|busco|cuánto cuesta|cuanto cuesta|cuánto vale|cuánto es|precio|sigue disponible|está disponible|comprar|reservar|pedir|encargar|una cita|tienen|tienes|cotización|presupuesto para',
  complaint:
    'roto|rota|dañado|dañada|defectuoso|no funciona|no sirve|reembolso|devolución|devolver|queja|reclamo|no llegó|no ha llegado|no llega|retraso|tarde|equivocado|problema|mala calidad|sucio|sucia|nadie contesta|nadie responde',
  doubt:
    'en qué estado|qué estado|garantía|garantia|funciona bien|es original|seguro que|por qué lo vendes|rayones|golpes|arreglar|reparar|de fiar',
  spam: 'criptomonedas|gana dinero|trabaja desde casa|haz clic|préstamo fácil|seguidores|ingresos pasivos|inversión garantizada',
  confirmAsk:
    'confirmar|me confirmas|me confirma|está reservado|queda confirmado|comprobante|recibo|ya está',
  changeMind:
    'en realidad|espera|me equivoqué|se me olvidó|acabo de recordar|cambio de planes|pensándolo bien|cambiar la fecha|mejor',
  confused: 'no entiendo|no entendí|no comprendo|qué quieres decir|puede repetir|no me queda claro',
};
