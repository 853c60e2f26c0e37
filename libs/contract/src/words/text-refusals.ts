/** What is wrong with a message, or with its mapping to a WhatsApp template. */
export const TEXT_REFUSALS = {
  fr: {
    template_empty: 'Le message est vide.',
    template_too_long: 'Au plus 4 096 caractères.',
    template_syntax: 'Syntaxe illisible, ligne {line}, colonne {column}.',
    template_tag_refused: '« {detail} » n’est pas permis dans un message (ligne {line}, colonne {column}).',
    template_unknown_filter: 'Le filtre « {detail} » n’existe pas (ligne {line}, colonne {column}).',
    template_unknown_variable:
      'La variable « {detail} » n’existe pas (ligne {line}, colonne {column})[ ; essayez {suggestion}].',
    whatsapp_template_missing:
      'Le compte WhatsApp n’a pas de modèle « {name} » en « {language} ». Synchronisez les modèles.',
    whatsapp_template_not_approved: 'Le modèle WhatsApp « {name} » ({language}) n’est pas approuvé : {status}.',
    whatsapp_template_unsupported: 'Ce modèle WhatsApp contient une partie qu’un texte ne remplit pas : {part}.',
    whatsapp_parameters_named: 'Ce modèle WhatsApp nomme ses paramètres : donnez le nom de chacun.',
    whatsapp_parameters_positional:
      'Ce modèle WhatsApp numérote ses paramètres : « {parameter} » ne peut pas porter de nom.',
    whatsapp_parameters_count: 'Paramètres attendus ({place}) : {expected}. Donnés : {given}.',
    whatsapp_parameter_missing: 'Le paramètre « {parameter} » n’est pas rempli.',
    whatsapp_parameter_unknown: 'Le modèle WhatsApp n’a pas de paramètre « {parameter} ».',
    whatsapp_parameter_twice: 'Le paramètre « {parameter} » est donné deux fois.',
    whatsapp_parameter_empty: 'Le paramètre {parameter} est vide : WhatsApp refuserait le message.',
    whatsapp_text_too_long: 'Une fois rempli, le texte fait {length} caractères ; WhatsApp en accepte {max}.',
  },
  en: {
    template_empty: 'The message is empty.',
    template_too_long: 'At most 4,096 characters.',
    template_syntax: 'Unreadable syntax at line {line}, column {column}.',
    template_tag_refused: '"{detail}" is not allowed in a message (line {line}, column {column}).',
    template_unknown_filter: 'There is no filter "{detail}" (line {line}, column {column}).',
    template_unknown_variable: 'There is no variable "{detail}" (line {line}, column {column})[; try {suggestion}].',
    whatsapp_template_missing:
      'The WhatsApp account has no template "{name}" in "{language}". Synchronise the templates.',
    whatsapp_template_not_approved: 'The WhatsApp template "{name}" ({language}) is not approved: {status}.',
    whatsapp_template_unsupported: 'This WhatsApp template has a part that a text cannot fill: {part}.',
    whatsapp_parameters_named: 'This WhatsApp template names its parameters: give the name of each.',
    whatsapp_parameters_positional: 'This WhatsApp template numbers its parameters: "{parameter}" cannot have a name.',
    whatsapp_parameters_count: 'Parameters expected ({place}): {expected}. Given: {given}.',
    whatsapp_parameter_missing: 'The parameter "{parameter}" is not filled in.',
    whatsapp_parameter_unknown: 'The WhatsApp template has no parameter "{parameter}".',
    whatsapp_parameter_twice: 'The parameter "{parameter}" is given twice.',
    whatsapp_parameter_empty: 'The parameter {parameter} is empty: WhatsApp would refuse the message.',
    whatsapp_text_too_long: 'Once filled in, the text has {length} characters; WhatsApp accepts {max}.',
  },
} as const
