export type GeminiFailure = { status: number; body: unknown };

function failure(
  code: number,
  status: string,
  message: string,
  details?: unknown[],
): GeminiFailure {
  return {
    status: code,
    body: { error: { code, message, status, ...(details ? { details } : {}) } },
  };
}

const help = {
  '@type': 'type.googleapis.com/google.rpc.Help',
  links: [
    {
      description: 'Learn more about Gemini API quotas',
      url: 'https://ai.google.dev/gemini-api/docs/rate-limits',
    },
  ],
};

/** 429 as captured: the hint is in the body; `PerDay` in the quota id means until midnight, Pacific. */
export function quotaFailure(
  span: 'minute' | 'day',
  model: string,
  limit: number,
  retrySeconds: number,
): GeminiFailure {
  const metric = 'generativelanguage.googleapis.com/generate_content_free_tier_requests';
  const quotaId = `GenerateRequestsPer${span === 'day' ? 'Day' : 'Minute'}PerProjectPerModel-FreeTier`;
  const message = `You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. \n* Quota exceeded for metric: ${metric}, limit: ${limit}, model: ${model}\nPlease retry in ${retrySeconds}s.`;
  return failure(429, 'RESOURCE_EXHAUSTED', message, [
    help,
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [
        {
          quotaMetric: metric,
          quotaId,
          quotaDimensions: { location: 'global', model },
          quotaValue: String(limit),
        },
      ],
    },
    {
      '@type': 'type.googleapis.com/google.rpc.RetryInfo',
      retryDelay: `${Math.ceil(retrySeconds)}s`,
    },
  ]);
}

/** A bad key answers 400, not 401. */
export function badKeyFailure(): GeminiFailure {
  const message = 'API key not valid. Please pass a valid API key.';
  return failure(400, 'INVALID_ARGUMENT', message, [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
      metadata: { service: 'generativelanguage.googleapis.com' },
    },
    { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message },
  ]);
}

export function missingKeyFailure(): GeminiFailure {
  return failure(
    403,
    'PERMISSION_DENIED',
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
  );
}

export function unknownModelFailure(model: string): GeminiFailure {
  return failure(
    404,
    'NOT_FOUND',
    `models/${model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
  );
}

export function overloadedFailure(): GeminiFailure {
  return failure(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.');
}

export function forbiddenFailure(): GeminiFailure {
  return failure(403, 'PERMISSION_DENIED', 'Your project has been denied access.');
}

export function internalFailure(): GeminiFailure {
  return failure(500, 'INTERNAL', 'An internal error has occurred. Please retry or report.');
}

export function invalidRequestFailure(message: string): GeminiFailure {
  return failure(400, 'INVALID_ARGUMENT', message);
}
