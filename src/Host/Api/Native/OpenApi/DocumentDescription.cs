using Atelier.Diffusion.Imaging.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Atelier.Host.Api.Native.OpenApi;

/// <summary>What stands at the head of the document.</summary>
internal sealed class DocumentDescription : IOpenApiDocumentTransformer
{
    /// <summary>The names of the ways to say who one is.</summary>
    public static IReadOnlyList<string> Schemes { get; } = ["bearer", "basic", "session"];

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Session", "How the page signs in."),
        ("Jobs", "Requests that were accepted, and what has become of them."),
        ("Events", "What happens, as server-sent events."),
        ("Pictures", "What was made."),
        ("Models", "What lies in the models folder."),
        ("Downloads", "Models from hubs."),
        ("Parts", "Samplers, schedules, noises and guidances that requests can name."),
        ("Plugins", "What brings them."),
        ("Checks", "What a request or prompt comes to, before anything is queued."),
        ("Server", "How the server is."),
        ("Keys", "Who may use it, and who did what."),
    ];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Atelier",
            Version = RecipeSoftware.Version,
            Description = """
                Pictures from words. A request that was accepted (202) is on the disk and survives whatever happens to the server.
                Errors are problem+json and name the field. Ids are ULIDs; lists go on with `next` as `cursor`.
                """,
        };
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Schemes[0]] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key: atl_ and 64 hexadecimal digits.",
            },
            [Schemes[1]] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "basic",
                Description = "Any name; the password is the key.",
            },
            [Schemes[2]] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "atelier_session",
                Description = "What POST /api/v1/session sets. A change with it needs the header X-Atelier: 1.",
            },
        };
        return Task.CompletedTask;
    }
}
