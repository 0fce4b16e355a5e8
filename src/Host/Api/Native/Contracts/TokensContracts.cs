using Atelier.Diffusion.Pipeline.Prompts;

namespace Atelier.Host.Api.Native.Contracts;

/// <param name="Prompt">The prompt to count.</param>
/// <param name="Model">The model whose tokenizer counts; null takes the default model.</param>
internal sealed record TokensBody(string Prompt, string? Model = null);

/// <summary>How long a prompt is to a model, and what in it is emphasised.</summary>
/// <param name="Tokens">Without start, end and padding.</param>
/// <param name="Chunks">How often the text encoder runs.</param>
/// <param name="Limit">How many tokens these chunks hold.</param>
/// <param name="Spans">Stretches of the prompt, in UTF-16 units, with their weights.</param>
internal sealed record TokensView(int Tokens, int Chunks, int Limit, IReadOnlyList<PromptSpan> Spans);
