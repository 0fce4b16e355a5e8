using System.Text.Json;
using System.Text.RegularExpressions;
using Atelier.Host.Tests.Doubles;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Api.Native;

public partial class OpenApiTests(SharedApiServer shared) : IClassFixture<SharedApiServer>
{
    [Fact]
    public async Task The_document_is_valid_OpenAPI_3_1()
    {
        using var stranger = shared.Server.Client();
        var text = await stranger.GetStringAsync("/openapi/v1.json");

        var read = Microsoft.OpenApi.OpenApiDocument.Parse(text, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Equal(Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task It_tells_of_every_route()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");
        var told = paths.EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"))
            .Order();
        var mapped = shared.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(
                method => $"{method} {Plain(route.RoutePattern.RawText!)}")).Order();

        Assert.Equal(mapped, told);
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_summary_and_its_problems()
    {
        var operations = Operations(await DocumentAsync()).ToList();

        Assert.Equal(operations.Count, operations.Select(operation => operation.GetProperty("operationId").GetString()).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.False(string.IsNullOrEmpty(operation.GetProperty("summary").GetString()));
            Assert.Contains(operation.GetProperty("responses").EnumerateObject(), answer => answer.Name[0] == '2');
            Assert.True(operation.GetProperty("responses").GetProperty("429").GetProperty("content")
                .TryGetProperty("application/problem+json", out _));
        });
    }

    [Fact]
    public async Task A_job_is_described_with_an_example_that_the_server_takes()
    {
        var post = (await DocumentAsync()).GetProperty("paths").GetProperty("/api/v1/jobs").GetProperty("post");
        var body = post.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");

        await shared.Client.PostTextAsync("/api/v1/jobs", body.GetProperty("example").GetRawText()).JsonAsync(202);
        Assert.True(post.GetProperty("responses").GetProperty("202").GetProperty("content").GetProperty("application/json")
            .TryGetProperty("example", out _));
    }

    [Fact]
    public async Task Fields_are_described_and_the_seed_is_a_number()
    {
        var document = await DocumentAsync();
        var job = Resolve(
            document, document.GetProperty("paths").GetProperty("/api/v1/jobs").GetProperty("post").GetProperty("requestBody")
                .GetProperty("content")
            .GetProperty("application/json").GetProperty("schema"));
        var fields = job.GetProperty("properties");

        Assert.All(fields.EnumerateObject(), field => Assert.Contains("\"description\":", field.Value.GetRawText().Replace(" ", "")));
        Assert.Contains("integer", fields.GetProperty("seed").GetProperty("type").GetRawText());
        Assert.True(fields.TryGetProperty("priority", out _));
    }

    private static JsonElement Resolve(JsonElement document, JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
        : schema;

    private static IEnumerable<JsonElement> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => operation.Value);

    private Task<JsonElement> DocumentAsync() => shared.Client.GetAsync("/openapi/v1.json").JsonAsync();

    private static string Plain(string pattern) => Constraint().Replace(pattern, "{$1}").TrimEnd('/');

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Constraint();
}
