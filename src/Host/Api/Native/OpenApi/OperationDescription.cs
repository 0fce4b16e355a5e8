using System.Text.Json.Nodes;
using Atelier.Host.Api.Errors;
using Atelier.Host.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Atelier.Host.Api.Native.OpenApi;

/// <summary>What every route has in common: who may use it, how it fails, examples.</summary>
internal sealed class OperationDescription : IOpenApiOperationTransformer
{
    private const string ProblemJson = "application/problem+json";

    public async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var route = context.Description;
        var path = route.RelativePath!.TrimEnd('/');
        operation.OperationId = OperationNames.Of(route.HttpMethod!, path);
        operation.Responses ??= [];
        var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken);
        if (route.ActionDescriptor.EndpointMetadata.OfType<RequiredRole>().FirstOrDefault() is { } required)
        {
            operation.Description = $"{operation.Description} Needs the role {required.Role.ToString().ToLowerInvariant()}.".Trim();
            operation.Security =
            [
                .. DocumentDescription.Schemes.Select(
                    scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] }),
            ];
            Add(operation, problem, 401, "No key, or one that is unknown, removed or expired.", "unauthorized",
                "a key is needed: Authorization: Bearer KEY");
            Add(operation, problem, 403, "The key's role may not do this.", "forbidden",
                "this needs the role operator; your key is a user's");
        }

        if (operation.RequestBody is not null || operation.Parameters is { Count: > 0 })
        {
            Add(operation, problem, 400, "A field is wrong; it is named.", "invalid_request",
                "width: 513 is not possible; it must be a multiple of 8, from 8 to 2048", "width");
        }

        if (path.Contains('{', StringComparison.Ordinal))
        {
            Add(operation, problem, 404, "There is none of that id or name, or it is another's.", "not_found",
                "there is no job of this id");
        }

        Add(operation, problem, 429, "Too many requests, jobs or pictures; Retry-After says when to come back.", "too_many_requests",
            "this key is used too fast; wait a little");
        AddExamples(operation, path);
    }

    private static void Add(
        OpenApiOperation operation, OpenApiSchema schema, int status, string description, string code, string detail, string? field = null)
    {
        var example = new JsonObject
        {
            ["type"] = $"urn:atelier:problem:{code}",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = detail,
        };
        if (field is not null)
        {
            example["field"] = field;
        }

        operation.Responses!.TryAdd($"{status}", new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemJson] = new OpenApiMediaType { Schema = schema, Example = example },
            },
        });
    }

    private static void AddExamples(OpenApiOperation operation, string path)
    {
        if (operation.RequestBody?.Content is { } bodies && bodies.TryGetValue("application/json", out var body)
            && OpenApiExamples.OfBody(path) is { } example)
        {
            body.Example = example;
        }

        foreach (var (status, answer) in operation.Responses!)
        {
            if (status[0] == '2' && answer.Content is { } contents && contents.TryGetValue("application/json", out var content)
                && OpenApiExamples.OfAnswer(operation.OperationId!) is { } shown)
            {
                content.Example = shown;
            }
        }
    }
}
