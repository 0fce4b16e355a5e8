using System.ComponentModel;
using System.Text.Json;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Scripting;
using Atelier.Host.Scripting.Shelf;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Atelier.Host.Api.Native;

/// <summary>
/// <c>/api/v1/scripts</c>. Scripts may do whatever the server's user may, so only admins write them, and only where the owner has allowed
/// that.
/// </summary>
internal static class ScriptEndpoints
{
    private const long LargestBody = ScriptFolder.LongestText * 6L;

    public static void Map(RouteGroupBuilder api)
    {
        var scripts = api.MapGroup("/scripts").WithTags("Scripts");
        scripts.MapGet("", List).RequireRole(Role.Viewer).WithSummary("All scripts, with what the compiler says of each.");
        scripts.MapGet("/{name}", GetAsync).RequireRole(Role.Operator).WithSummary("One script, with its text.");
        scripts.MapPut("/{name}", PutAsync).RequireRole(Role.Admin).TakesUpTo(LargestBody).Accepts<ScriptBody>("application/json")
            .Produces<ScriptFileView>()
            .WithSummary(
                "Writes a script, which runs from then on, and compiles it. Needs the setting scripts.edit. If-Match: HASH writes only over what was read.");
        scripts.MapDelete("/{name}", RemoveAsync).RequireRole(Role.Admin).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Removes a script. Needs the setting scripts.edit.");
        scripts.MapPost("/check", CheckAsync).RequireRole(Role.Admin).TakesUpTo(LargestBody).Accepts<ScriptCheckBody>("application/json")
            .Produces<ScriptCheckView>()
            .WithSummary("Compiles a text, and keeps nothing.");
        scripts.MapPost("/{name}/run", RunAsync).RequireRole(Role.Operator).Accepts<ScriptRunBody>("application/json")
            .Produces<RunView>(StatusCodes.Status202Accepted)
            .WithSummary("Runs a script. What it says is the run's log.");
    }

    private static ScriptListView List(HttpContext context, ScriptShelf shelf, ScriptFolder folder, ScriptingOptions options) => new(
        [.. shelf.List().Select(ScriptFileView.Of)], options.Edit, context.Caller().Role >= Role.Admin ? folder.Path : null);

    private static async Task<ScriptFileView> GetAsync(string name, ScriptShelf shelf, ScriptFolder folder, CancellationToken cancellation) =>
        await shelf.CheckAsync(name, cancellation) is { } script
            ? ScriptFileView.Of(script) with { Text = script.Text }
            : throw NotFound(name, folder);

    private static async Task<ScriptFileView> PutAsync(
        HttpContext context, string name, ScriptShelf shelf, ScriptFolder folder, ScriptingOptions options, AuditLog audit,
        CancellationToken cancellation)
    {
        RequireEdit(options);
        var body = await StrictJson.ReadAsync<ScriptBody>(context.Request, cancellation);
        CheckLength(body.Text);
        var before = shelf.Find(name);
        if (context.Request.Headers.IfMatch is [{ } wanted] && wanted.Trim('"') != before?.Hash)
        {
            throw new ApiException(
                new ApiError(
                    StatusCodes.Status412PreconditionFailed, "changed_meanwhile", "the script was changed meanwhile; read it again",
                    "If-Match"));
        }

        folder.Write(name, body.Text);
        await audit.WriteAsync(
            context.Caller().Name, before is null ? "script.create" : "script.change", $"{name} ({ScriptFolder.HashOf(body.Text)})",
            cancellation);
        return ScriptFileView.Of(await shelf.CheckAsync(name, cancellation) ?? throw NotFound(name, folder));
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string name, ScriptFolder folder, ScriptingOptions options, AuditLog audit, CancellationToken cancellation)
    {
        RequireEdit(options);
        if (!folder.Remove(name))
        {
            throw NotFound(name, folder);
        }

        await audit.WriteAsync(context.Caller().Name, "script.remove", name, cancellation);
        return Results.NoContent();
    }

    private static async Task<ScriptCheckView> CheckAsync(
        HttpContext context, ScriptFolder folder, ScriptEngine engine, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<ScriptCheckBody>(context.Request, cancellation);
        CheckLength(body.Text);
        return new ScriptCheckView(await engine.CheckAsync(new ScriptSource(folder.PathOf(body.Name), body.Text), cancellation));
    }

    private static async Task<IResult> RunAsync(
        HttpContext context, string name, ScriptFolder folder, RunStart start,
        [FromHeader(Name = RunStart.Key), Description(RunStart.KeyWords)] string? idempotencyKey, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<ScriptRunBody>(context.Request, cancellation);
        if (!File.Exists(folder.PathOf(name)))
        {
            throw NotFound(name, folder);
        }

        return await start.AcceptAsync(
            context, new RunTarget(RunKinds.Script, name, JsonSerializer.Serialize(body.Arguments ?? [])), idempotencyKey, cancellation);
    }

    private static void RequireEdit(ScriptingOptions options)
    {
        if (!options.Edit)
        {
            throw new ApiException(new ApiError(
                StatusCodes.Status403Forbidden, "scripts_not_edited",
                "scripts are not written over the network here; set scripts.edit to true, or write into the scripts folder"));
        }
    }

    private static void CheckLength(string text)
    {
        if (text.Length > ScriptFolder.LongestText)
        {
            throw new ApiException(ApiError.Invalid("text", $"has {text.Length} characters; it may have {ScriptFolder.LongestText}"));
        }
    }

    private static ApiException NotFound(string name, ScriptFolder folder) =>
        new(ApiError.NotFound($"there is no script {OneLine.Quoted(name)}{NearestName.Hint(name, folder.Names())}"));
}
