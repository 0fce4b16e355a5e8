namespace Atelier.Host.Api.OpenAI;

internal static class OpenAIApi
{
    /// <summary><c>/v1</c>, as OpenAI answers it: images and models.</summary>
    public static WebApplication MapOpenAIApi(this WebApplication app) => app;
}
