using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Scripting;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Api.Native;

public sealed class ScriptTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private ApiServer _server = null!;
    private HttpClient _admin = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync(replace: services => services.AddSingleton(new ScriptingOptions { Edit = true }));
        _admin = await _server.ClientAsync();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_script_that_is_written_is_compiled_at_once_and_its_problems_have_places()
    {
        var wrong = await _admin.PutAsJsonAsync("/api/v1/scripts/hero", new { text = "WriteLine(1)\nWriteLine(2);" }).JsonAsync();
        var problem = Assert.Single(wrong.GetProperty("problems").EnumerateArray());
        Assert.Equal(
            """{"file":"hero.csx","line":1,"column":13,"severity":"error","id":"CS1002","message":"; expected"}""", problem.GetRawText());

        var right = await _admin.PutAsJsonAsync("/api/v1/scripts/hero", new { text = "WriteLine(1);\n" }).JsonAsync();
        Assert.Empty(right.GetProperty("problems").EnumerateArray());
        Assert.Equal("WriteLine(1);\n", (await _admin.GetAsync("/api/v1/scripts/hero").JsonAsync()).GetProperty("text").GetString());
        Assert.Equal(
            "hero", Assert.Single((await _admin.GetAsync("/api/v1/scripts").JsonAsync()).GetProperty("scripts").EnumerateArray())
                .GetProperty("name").GetString());

        var checkedText = await _admin.PostAsync("/api/v1/scripts/check", new { text = "int x = y;" }).JsonAsync();
        Assert.Equal("draft.csx", checkedText.GetProperty("problems")[0].GetProperty("file").GetString());

        using var removed = await _admin.DeleteAsync("/api/v1/scripts/hero");
        Assert.Equal(204, (int)removed.StatusCode);
        await _admin.GetAsync("/api/v1/scripts/hero").ProblemAsync(404);
    }

    [Fact]
    public async Task A_file_that_is_saved_in_the_folder_is_known_and_runs_at_once()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_server.Data, "scripts")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "saved.csx"), "int x = y;");
        var problems = await UntilAsync(
            async () => (await _admin.GetAsync("/api/v1/scripts").JsonAsync()).GetProperty("scripts")[0],
            script => script.TryGetProperty("problems", out _));
        Assert.Equal("CS0103", problems.GetProperty("problems")[0].GetProperty("id").GetString());

        await File.WriteAllTextAsync(Path.Combine(folder, "saved.csx"), "return Args.Count;");
        var run = await RunAsync(_admin, "saved", "a", "b");
        Assert.Equal(("succeeded", "2"), (run.GetProperty("state").GetString(), run.GetProperty("result").GetRawText()));
    }

    [Fact]
    public async Task A_run_calls_the_server_as_its_owner_until_it_is_over()
    {
        await WriteAsync("calls", """
            WriteLine((await Models.ListAsync()).Count >= 0);
            var job = await Jobs.SubmitAsync(new GenerationRequest { Prompt = "a lighthouse", Model = "starter", Steps = 2 });
            return job.Id;
            """);
        using var operatorClient = await _server.ClientAsync(Role.Operator, "night");
        var run = await RunAsync(operatorClient, "calls");

        Assert.False(run.TryGetProperty("error", out _), run.GetRawText());
        var job = await _admin.GetAsync($"/api/v1/jobs/{run.GetProperty("result").GetString()}").JsonAsync();
        Assert.Equal(
            ("night", $"run:{run.GetProperty("id").GetString()}"),
            (job.GetProperty("owner").GetString(), job.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task A_failure_is_the_runs_error_and_its_log_has_the_lines()
    {
        await WriteAsync("fails", "Log.Info(\"soon\");\nthrow new InvalidOperationException(\"no\");");
        var run = await RunAsync(_admin, "fails");

        Assert.Equal("failed", run.GetProperty("state").GetString());
        Assert.Equal(
            """{"code":"script_failed","message":"fails.csx:2: InvalidOperationException: no","field":"fails.csx:2"}""",
            run.GetProperty("error").GetRawText());
        var log = await _admin.GetAsync($"/api/v1/runs/{run.GetProperty("id").GetString()}/log").JsonAsync();
        Assert.Equal(
            ["soon", "InvalidOperationException: no", "   at fails.csx:2"],
            log.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_run_is_cancelled()
    {
        await WriteAsync("waits", "WriteLine(\"begun\"); await Task.Delay(-1, Cancellation);");
        var accepted = await _admin.PostAsync("/api/v1/scripts/waits/run", new { }).JsonAsync(202);
        var id = accepted.GetProperty("id").GetString();
        await UntilAsync(
            async () => await _admin.GetAsync($"/api/v1/runs/{id}/log").JsonAsync(), log => log.GetProperty("lines").GetArrayLength() > 0);
        await _admin.PostEmptyAsync($"/api/v1/runs/{id}/cancel").JsonAsync();

        Assert.Equal("canceled", (await OverAsync(_admin, id!)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Names_arguments_and_texts_that_cannot_be_are_refused_with_their_field()
    {
        await WriteAsync("hero", "return 1;");
        Assert.Contains(
            "'hero'", (await _admin.PostAsync("/api/v1/scripts/heroo/run", new { }).ProblemAsync(404)).GetProperty("detail").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("name", (await _admin.GetAsync("/api/v1/scripts/..%5Cx").ProblemAsync(400)).GetProperty("field").GetString());
        Assert.Equal(
            "name", (await _admin.PutAsJsonAsync("/api/v1/scripts/.hidden", new { text = "" }).ProblemAsync(400)).GetProperty("field")
                .GetString());
        Assert.Equal(
            "text", (await _admin.PutAsJsonAsync("/api/v1/scripts/long", new { text = new string(' ', 200_001) })
                .ProblemAsync(400)).GetProperty("field").GetString());
        Assert.Equal("text", (await _admin.PostAsync("/api/v1/scripts/check", new { }).ProblemAsync(400)).GetProperty("field").GetString());
        await _admin.PostAsync("/api/v1/scripts/hero/run", new { arguments = new[] { 1 } }).ProblemAsync(400);

        using var put =
            new HttpRequestMessage(HttpMethod.Put, "/api/v1/scripts/hero") { Content = JsonContent.Create(new { text = "return 2;" }) };
        put.Headers.IfMatch.Add(new EntityTagHeaderValue("\"0\""));
        await _admin.SendAsync(put).ProblemAsync(412);
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_run()
    {
        await WriteAsync("hero", "return 1;");
        _admin.DefaultRequestHeaders.Add("Idempotency-Key", "monday");
        var first = await _admin.PostAsync("/api/v1/scripts/hero/run", new { }).JsonAsync(202);
        var second = await _admin.PostAsync("/api/v1/scripts/hero/run", new { }).JsonAsync(202);

        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        await _admin.PostAsync("/api/v1/scripts/hero/run", new { arguments = new[] { "other" } }).ProblemAsync(409);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_admins_write_scripts(bool isOperator)
    {
        await WriteAsync("hero", "return 1;");
        using var client = await _server.ClientAsync(isOperator ? Role.Operator : Role.User);

        await client.PutAsJsonAsync("/api/v1/scripts/hero", new { text = "" }).ProblemAsync(403);
        await client.DeleteAsync("/api/v1/scripts/hero").ProblemAsync(403);
        await client.PostAsync("/api/v1/scripts/check", new { text = "" }).ProblemAsync(403);
        Assert.Equal(isOperator ? 202 : 403, (int)(await client.PostAsync("/api/v1/scripts/hero/run", new { })).StatusCode);
    }

    [Fact]
    public async Task Nobody_writes_scripts_where_the_owner_has_not_allowed_it()
    {
        await using var server = await ApiServer.StartAsync();
        using var admin = await server.ClientAsync();

        var problem = await admin.PutAsJsonAsync("/api/v1/scripts/hero", new { text = "" }).ProblemAsync(403);
        Assert.Contains("scripts.edit", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.False((await admin.GetAsync("/api/v1/scripts").JsonAsync()).GetProperty("mayEdit").GetBoolean());
    }

    private Task WriteAsync(string name, string text) => _admin.PutAsJsonAsync($"/api/v1/scripts/{name}", new { text }).JsonAsync();

    private async Task<JsonElement> RunAsync(HttpClient client, string name, params string[] arguments)
    {
        var run = await client.PostAsync($"/api/v1/scripts/{name}/run", new { arguments }).JsonAsync(202);
        return await OverAsync(client, run.GetProperty("id").GetString()!);
    }

    private async Task<JsonElement> OverAsync(HttpClient client, string id)
    {
        await _server.Services.GetRequiredService<IRunQueue>().WaitAsync(id, default).WaitAsync(Limit);
        return await client.GetAsync($"/api/v1/runs/{id}").JsonAsync();
    }

    private static async Task<JsonElement> UntilAsync(Func<Task<JsonElement>> read, Func<JsonElement, bool> isSo)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var value = await read();
            if (isSo(value))
            {
                return value;
            }

            await Task.Delay(50, limit.Token);
        }
    }
}
