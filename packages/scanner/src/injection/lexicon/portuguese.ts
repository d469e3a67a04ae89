import type { Lexicon } from './word-class.js';

export const portuguese: Lexicon = {
  disregard:
    'ignore|ignorem|ignora|ignorar|esqueça|esqueca|esquece|esquecer|desconsider*|descarte|descarta|descartar|desrespeite|não siga|não obedeça|pare de seguir|pare de obedecer|deixe de lado|anule|anula|sobreponha|passe por cima',
  prior:
    'anterior*|prévi*|precedente*|acima|origina*|inicia*|existente*|todas|todos|tudo|toda|qualquer|recebid*|até agora|suas|seus|antes|atual|em andamento',
  guidance:
    'instruç*|instruções|instrucoes|orientaç*|diretri*|regra|regras|ordem|ordens|comandos|prompt|restriç*|limite*|política*|programação|mensagem do sistema',
  request: 'pedido*|solicitaç*|pergunta*|tarefa*|objetivo*|missão|consulta*',
  assistant:
    'ia|assistente*|inteligência artificial|modelo de linguagem|agente*|chatbot|modelo|sistema automatizado|llm',
  user: 'usuári*|utilizador*|humano*|operador*|pessoa|ninguém|cliente*|dono|leitor*|alguém',
  tell: 'diga|dizer|mencione|mencionar|menciona|informe|informar|revele|revelar|avise|avisar|notifi*|mostre|mostrar|explique|conte|contar|comente|divulgue|divulgar|alerte|fale',
  negation: 'não|nao|nunca|jamais|evite|ninguém|nem',
  without: 'sem',
  send: 'envie|envia|enviar|encaminh*|mande|manda|mandar|transmita|transmitir|carregue|publique|compartilhe|compartilhar|exfiltr*|copie|copiar|repasse|transfira|transferir|poste|remeta',
  read: 'leia|ler|abra|abrir|acesse|acessar|colete|coletar|recolha|obtenha|extraia|extrair|mostre|imprima|imprimir|inclua|incluir|procure|busque|revele|exiba|exibir',
  secret:
    'senha*|credencia*|chave*|segredo*|token*|palavra-passe|palavras-passe|chave privada|chave de api|chaves de api|prompt do sistema|histórico*|cartão de crédito|cartões|conta bancária|dados pessoais|dados confidenciais|informações confidenciais|informações pessoais|variáveis de ambiente|.env|.ssh|prompt de sistema|prompts de sistema|instruções de sistema',
  data: 'arquivo*|ficheiro*|documento*|mensage*|e-mail*|email*|dados|contatos|contactos|informaç*|conversa|conversas|banco de dados|fatura*|candidat*|pagamento|proposta',
  destination:
    'http://|https://|seguinte endereço|este endereço|este link|seguinte link|esta url|servidor externo|servidor remoto|webhook|esta conta|seguinte conta|o endereço',
  act: 'execute|executar|executa|chame|chamar|invoque|use|usar|utilize|apague|apagar|exclua|excluir|delete|remova|transfira|instale|baixe|faça|responda|responder|realize|escreva|obedeça|siga|visite|acesse|cumpra|avalie|classifique|dê|atribua|recomende|marque|aprove|anexe|anexar|inclua',
  tool: 'ferramenta*|função|funções|comando*|script*|código',
  new: 'nov*|atualizad*|verdadeir*|real|seguinte*|únic*|apenas|somente',
  must: 'deve|devem|você deve|precisa|tem que|tem de|obrigatóri*|por favor|sempre|imediatamente|urgente*|importante|agora|primeiro|é necessário|certifique-se|',
  covert:
    'em segredo|secretamente|em silêncio|silenciosamente|discretamente|às escondidas|oculte|esconda|em segundo plano|confidencialmente|sem que perceba',
  consent:
    'confirmação|confirmar|aprovação|permissão|consentimento|perguntar|autorização|conhecimento|saiba|perceba|saber|fique sabendo|descubra',
  lasting:
    'a partir de agora|de agora em diante|daqui em diante|daqui para frente|futur*|sempre|cada resposta|todas as respostas|doravante',
  remember: 'lembre-se|lembre|memorize|guarde na memória|memória|preferência*|recorde',
  unbound:
    'sem restrições|sem limites|sem filtros|sem censura|modo desenvolvedor|modo administrador|modo deus|irrestrit*',
  become:
    'agora você é|você agora é|você não é mais|você é agora|aja como|agir como|finja|comporte-se|faça-se passar|assuma o papel|atue como',
  authority: 'autorizad*|administrador*|desenvolvedor*|sistema|oficia*|equipe de segurança|aprovad*',
  you: 'você|voce|te|teu|tua|seu|sua|seus|suas',
  notice:
    'nota para|aviso para|aviso ao|mensagem para|instrução para|instruções para|para o|para qualquer|car*|prezad*|se você é|se você for|atenção,',
  answer: 'resposta*|resumo*|mensagem final|relatório',
  end: 'perderam a validade|perdeu a validade|anulad*|sem efeito|revogad*|não valem mais|inválid*|abandone|abandona|interrompa|pare a tarefa',
};
