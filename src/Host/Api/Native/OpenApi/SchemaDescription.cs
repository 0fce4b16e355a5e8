using Atelier.Generation;
using Atelier.Host.Api.Native.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Atelier.Host.Api.Native.OpenApi;

/// <summary>What types are for, from the comments in the source; and those that are read in a way of their own.</summary>
internal sealed class SchemaDescription : IOpenApiSchemaTransformer
{
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(JobBody))
        {
            await DescribeBodyAsync(schema, context, cancellationToken);
        }
        else if (Nullable.GetUnderlyingType(type) == typeof(ulong) || type == typeof(ulong))
        {
            schema.Type = type == typeof(ulong) ? JsonSchemaType.Integer : JsonSchemaType.Integer | JsonSchemaType.Null;
            schema.Pattern = null;
            schema.Minimum = type == typeof(ulong) ? "0" : "-1";
            schema.Maximum = $"{ulong.MaxValue}";
        }

        schema.Description = context.JsonPropertyInfo is { } property
            ? DocComments.Of(property) ?? schema.Description
            : schema.Description ?? DocComments.Of(type);
    }

    // The fields of a request, and what is beside them.
    private static async Task DescribeBodyAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var request = await context.GetOrCreateSchemaAsync(typeof(GenerationRequest), null, cancellation);
        schema.Type = JsonSchemaType.Object;
        schema.Required = new HashSet<string> { "prompt" };
        schema.Properties = new Dictionary<string, IOpenApiSchema>(request.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            ["priority"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "-10",
                Maximum = "10",
                Description = "Higher goes first. Above 0 for operators only. Default 0.",
            },
            ["webhook"] = new OpenApiSchema
            {
                AllOf = [await context.GetOrCreateSchemaAsync(typeof(JobWebhookBody), null, cancellation)],
                Description = "An address that is told how the job ends.",
            },
        };
        schema.AdditionalPropertiesAllowed = false;
    }
}
