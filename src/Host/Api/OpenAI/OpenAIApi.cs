using Atelier.Host.Api.OpenAI.Images;
using Atelier.Host.Api.OpenAI.Models;
using Atelier.Host.Api.Synchronous;

namespace Atelier.Host.Api.OpenAI;

internal static class OpenAIApi
{
    /// <summary>What jobs say brought them.</summary>
    public const string Source = "openai";

    public static IServiceCollection AddOpenAIApi(this IServiceCollection services) => services
        .AddSynchronous()
        .AddSingleton<ImageQueryReader>()
        .AddSingleton<ImageForms>()
        .AddSingleton<ImageAnswer>()
        .AddSingleton<GenerationStream>()
        .AddSingleton<LinkSecret>()
        .AddSingleton<PictureLinks>();

    /// <summary><c>/v1</c>, as OpenAI answers it: images and models.</summary>
    public static WebApplication MapOpenAIApi(this WebApplication app)
    {
        var routes = app.MapGroup("/v1").AddEndpointFilter(RequestIds.Filter);
        GenerationEndpoint.Map(routes);
        LinkedPictureEndpoint.Map(routes);
        EditEndpoints.Map(routes);
        ModelEndpoints.Map(routes);
        return app;
    }
}
