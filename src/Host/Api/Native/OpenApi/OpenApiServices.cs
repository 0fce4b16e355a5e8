using Microsoft.OpenApi;

namespace Atelier.Host.Api.Native.OpenApi;

internal static class OpenApiServices
{
    private const string Document = "v1";

    /// <summary>The description of <c>/api/v1</c>, for programs.</summary>
    public static IServiceCollection AddNativeOpenApi(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        options.AddSchemaTransformer<SchemaDescription>();
        options.AddOperationTransformer<OperationDescription>();
        options.AddDocumentTransformer<DocumentDescription>();
    });

    /// <summary><c>/openapi/v1.json</c>: open, since it says nothing of this server.</summary>
    public static void MapNativeOpenApi(this WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
}
