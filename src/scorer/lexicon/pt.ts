import type { Lexicon } from '../cue-names.ts';

export const pt: Lexicon = {
  yes: 'sim|claro|ok|certo|com certeza|pode ser|isso|tá|ta|beleza|aham',
  no: 'não|nao|nem',
  accept:
    'fechado|negócio fechado|combinado|fico com ele|fico com ela|vou ficar|eu quero|vou levar|eu levo|levo|compro|vendido|aceito|tá bom|ta bom|está bem|está ótimo|perfeito|por mim tudo bem|tudo certo|pode reservar|pode marcar|reserva pra mim|é seu|é sua|concordo|fechamos|bora|até amanhã|show|pode mandar|topo',
  done: 'reservado|reservada|confirmado|confirmada|agendado|agendada|pago|já paguei|ja paguei|pagamento recebido|pix feito|fiz o pix|transferi|pedido feito|enviado|está marcado|marcado|marcada',
  unavailable:
    'não disponível|não está disponível|indisponível|não temos|não há|não tem mais|não tenho mais|esgotado|esgotada|já foi vendido|já vendi|lotado|sem vagas|não tem vaga|não foi possível|não deu certo|acabou',
  available:
    'disponível|disponivel|ainda disponível|temos|tem sim|ainda tenho|em estoque|tem vaga|está livre|há vagas',
  proposeBooking:
    'posso reservar|posso marcar|quer que eu|gostaria que|fica bom|pode ser|tem interesse|quer ficar|vamos fechar|fechamos|serve pra você|o que acha',
  askDetail:
    'seu nome|qual o nome|que dia|qual dia|qual data|que horas|qual horário|quantas pessoas|quantos|seu telefone|seu endereço|seu email|qual tamanho|qual cor|qual deles|para quando',
  askChange:
    'outra data|outro dia|outro horário|outra hora|outra opção|outro modelo|em vez|trocar|mudar|remarcar',
  refuse:
    'não obrigado|não obrigada|não quero|não tenho interesse|sem interesse|não me interessa|não quero mais|deixa pra lá|deixa|desisto|desisti|não posso|não dá|não vai dar|não rola|impossível|achei outro|encontrei outro|já comprei|comprei outro|vou procurar|outro lugar|cancelar|cancela|cancelo|de jeito nenhum|sem chance|fica pra próxima|boa sorte com',
  pricey:
    'muito caro|caro|cara|salgado|não tenho condições|fora do meu orçamento|orçamento|acima do meu|não cabe no|mais barato em|pesado|não consigo pagar',
  firm: 'preço fixo|último preço|menos que isso não|não consigo baixar|não abaixo|não faço por menos|o mínimo|mínimo|o máximo|no máximo|muito baixo|muito pouco|melhor que posso|minha última|não negociável|outros interessados',
  offer:
    'ofereço|te dou|te ofereço|dou|faz por|você faz|faria por|aceita|aceitaria|que tal|e se|posso pagar|consigo pagar|deixo por|faço por|posso fazer|consigo fazer|pago|à vista|meio termo',
  discount:
    'desconto|negociável|negociar|abaixar|baixar|melhor preço|menos|mais barato|promoção|abatimento|faz mais barato',
  thanks: 'obrigado|obrigada|valeu|muito obrigado|muito obrigada|agradeço|brigado|brigada|vlw',
  bye: 'tchau|até logo|até mais|até amanhã|bom dia pra você|boa noite|abraço|abraços',
  hello: 'olá|ola|oi|bom dia|boa tarde|boa noite|opa',
  sorry: 'desculpa|desculpe|lamento|infelizmente|perdão|sinto muito',
  meet: 'buscar|retirar|passo aí|passar aí|amanhã|hoje|hoje à tarde|fim de semana|endereço|onde fica|localização|me liga|whatsapp|meu número|visita|visitar|ver ele|encontrar|às',
  pay: 'dinheiro|pagar|pagamento|cartão|pix|transferência|sinal|boleto|nota fiscal|parcelado|parcelar|entrada|mbway',
  deliver: 'entrega|entregar|entregam|envio|enviar|frete|correios|mandar',
  anger:
    'golpe|ridículo|mentira|mentiroso|vergonha|péssimo|horrível|merda|absurdo|raiva|irritado|irritada|chateado|chateada|decepcionado|decepcionada|inaceitável|palhaçada|porcaria|nunca mais|pior',
  praise:
    'ótimo|ótima|excelente|perfeito|adorei|amei|maravilhoso|maravilha|lindo|linda|legal|bom|boa|top|show|gostei|fantástico',
  urgent:
    'urgente|urgência|agora|imediatamente|hoje mesmo|o mais rápido possível|rápido|já|para hoje|hoje',
  later:
    'vou pensar|deixa eu pensar|te aviso|aviso|mais tarde|depois|ainda não|talvez|quem sabe|mês que vem|semana que vem|vou ver|falar com|só olhando|volto a falar',
  interest:
    'tenho interesse|interessado|interessada|interesse|quero|queria|gostaria|preciso|procuro|estou procurando|quanto custa|quanto é|qual o preço|qual o valor|valor|ainda disponível|comprar|reservar|encomendar|agendar|marcar|orçamento|vocês têm|tem disponível',
  complaint:
    'quebrado|quebrada|danificado|defeito|com defeito|não funciona|não liga|reembolso|devolução|devolver|reclamação|não chegou|não recebi|atraso|atrasado|atrasada|problema|má qualidade|sujo|suja|ninguém responde|errado|errada',
  doubt:
    'qual o estado|estado de conservação|garantia|funciona bem|é original|por que está vendendo|riscos|arranhado|conserto|consertar|confiável',
  spam: 'ganhe dinheiro|clique aqui|criptomoeda|empréstimo fácil|seguidores|renda extra|renda passiva',
  confirmAsk: 'confirmar|confirma|confirmação|comprovante|recibo|está reservado|tudo certo',
  changeMind:
    'na verdade|espera|esqueci|lembrei agora|mudança de planos|pensando bem|me enganei|mudei de ideia',
  confused: 'não entendi|não entendo|como assim|pode repetir',
};
