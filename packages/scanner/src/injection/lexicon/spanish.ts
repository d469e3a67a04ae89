import type { Lexicon } from './word-class.js';

export const spanish: Lexicon = {
  disregard:
    'ignora*|ignore|ignoren|ignorad|olvida*|olvide|olvídate|descarta*|descarte|omite|omita|omitir|desestima*|desestime|haz caso omiso|haga caso omiso|hacer caso omiso|pasa por alto|no sigas|no obedezcas|deja de seguir|deje de seguir|anula*|anule|invalida*|sobrescrib*|deja de lado|no tengas en cuenta|no tenga en cuenta',
  prior:
    'anterior*|previa*|previo*|precedente*|de arriba|original*|inicial*|existente*|todo|toda|todas|todos|cualquier|lo que te dijeron|recibid*|hasta ahora|antes|actual|en curso|te indicaron|te dijeron',
  guidance:
    'instruccion*|instrucción|indicacion*|indicación|directri*|directiv*|regla|reglas|orden|órdenes|ordenes|prompt|norma*|restriccion*|restricción|límite*|política*|programación|mensaje del sistema|indicaron',
  request: 'petición|peticiones|solicitud*|pregunta*|tarea*|objetivo*|misión|consulta*',
  assistant:
    'ia|asistente*|inteligencia artificial|modelo de lenguaje|agente*|chatbot|modelo|sistema automatizado|llm',
  user: 'usuari*|humano*|operador*|persona|nadie|cliente*|dueño*|lector*',
  tell: 'digas|dígale*|diga|decir|decirle|menciones|mencione*|mencionar*|informes|informe|informar*|reveles|revele*|revelar*|avises|avise|avisar*|notifi*|muestres|mostrar*|expliques|comentes|comentar*|cuentes|contárselo',
  negation: 'no|nunca|jamás|evita|evite|nadie|tampoco',
  without: 'sin',
  send: 'envía*|envia*|envíe*|envie*|enviar*|reenvía*|reenvia*|reenvíe|reenviar*|manda|mande|mandar*|sube|suba|subir|transmit*|publica*|publique|comparte|compartir|comparta|exfiltr*|copia*|filtra*|transferir|transfiere',
  read: 'lee|lea|leer|abre|abra|abrir|accede*|recopila*|recoge*|obtén|obtener|extrae*|extraer|muestra|muestre|imprime|imprimir|incluye|incluya|incluir|busca|revela|revele',
  secret:
    'contraseña*|credencial*|clave*|secreto|secretos|token*|clave privada|claves api|clave de api|prompt del sistema|historial*|tarjeta*|cuenta bancaria|datos personales|datos confidenciales|información confidencial|información personal|variables de entorno|.env|.ssh|prompt de sistema|mensaje de sistema',
  data: 'archivo*|fichero*|documento*|mensaje*|correo*|datos|contactos|información|conversación|conversaciones|base de datos|factura*|candidat*|solicitante*|expediente|pago|propuesta',
  destination:
    'http://|https://|siguiente dirección|esta dirección|este enlace|siguiente enlace|esta url|servidor externo|servidor remoto|correo externo|webhook|cuenta número|a mi cuenta',
  act: 'ejecuta*|ejecute|ejecutar|llama*|llame|invoca*|usa|use|usar|utiliza*|borra*|borre|elimina*|elimine|transfiere|transfiera|instala*|instale|descarga*|haz|haga|responde|responda|contesta|realiza*|realice|escribe|escriba|cumple|obedece|obedezca|sigue|siga|visita|visite|califica*|evalúa*|evalua*|puntúa*|clasifica*|recomienda*|recomiende|marca|aprueba*|apruebe|otorga*|adjunta*|adjunte',
  tool: 'herramienta*|función|funciones|comando*|script*|código|orden',
  new: 'nuev*|actualizad*|verdader*|real|siguiente*|única|único|solamente|sólo',
  must: 'debes|debe|deben|deberás|tienes que|tiene que|necesitas|obligatori*|por favor|siempre|inmediatamente|urgente*|importante|ahora|primero|de inmediato|es necesario|asegúrate|asegúrese',
  covert:
    'en secreto|secretamente|en silencio|silenciosamente|discretamente|a escondidas|oculta*|oculte|en segundo plano|confidencialmente|sin que se note',
  consent:
    'confirmación|confirmar|aprobación|permiso*|consentimiento|preguntar|autorización|conocimiento|que lo sepa|se entere|se dé cuenta|se enteren|enterarse',
  lasting:
    'a partir de ahora|de ahora en adelante|en adelante|futur*|siempre|cada respuesta|todas las respuestas|en lo sucesivo',
  remember: 'recuerda*|recuerde|memoriza*|guarda en tu memoria|memoria|preferencia*',
  unbound:
    'sin restricciones|sin límites|sin filtros|sin censura|modo desarrollador|modo administrador|modo dios',
  become:
    'ahora eres|ya no eres|actúa como|actúe como|actua como|finge|compórtate como|hazte pasar|asume el rol|serás',
  authority: 'autorizad*|administrador*|desarrollador*|sistema|oficial*|equipo de seguridad|aprobad*',
  you: 'tú|tu|tus|te|usted|su|sus',
  notice:
    'nota para|aviso para|aviso a|mensaje para|instrucción para|instrucciones para|para el|para cualquier|querid*|estimad*|si eres|atención,',
  answer: 'respuesta*|resumen|mensaje final|informe',
  end: 'anulad*|queda anulado|sin efecto|caducad*|ya no vale*|inválid*|derogad*|perdieron validez|abandona*|abandone|interrumpe*|interrumpa|detén|deja la tarea|deje la tarea|cancela*|cancele',
};
