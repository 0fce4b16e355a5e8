using Atelier.Host.Net;
using Atelier.Scripting;

namespace Atelier.Host.Client;

/// <summary>The globals of a script, over a server's API.</summary>
internal sealed class ClientGlobals : ScriptGlobals, IDisposable
{
    private readonly AtelierClient _client;

    public ClientGlobals(ScriptSession session, IScriptOutput output, TimeProvider time, CancellationToken cancellation)
    {
        _client = new AtelierClient(session.Server, session.Key, time);
        Cancellation = cancellation;
        Args = new ScriptArguments(session.Arguments);
        Files = new FolderFiles(session.Folder, cancellation);
        Log = new OutputLog(output);
        Http = GuardedHttp.Client(new AddressRules(session.Allow));
        var pictures = new ClientPictures(_client, Files, cancellation);
        Pictures = pictures;
        Jobs = new ClientJobs(_client, pictures, output, time, cancellation);
        var runs = new ClientRuns(_client, time, cancellation);
        Schedules = new ClientSchedules(_client, runs, cancellation);
        Recipes = new ClientRecipes(_client, runs, cancellation);
        Webhooks = new ClientWebhooks(_client, cancellation);
        Models = new ClientModels(_client, cancellation);
    }

    public override IScriptJobs Jobs { get; }

    public override IScriptPictures Pictures { get; }

    public override IScriptModels Models { get; }

    public override IScriptSchedules Schedules { get; }

    public override IScriptWebhooks Webhooks { get; }

    public override IScriptRecipes Recipes { get; }

    public override HttpClient Http { get; }

    public override IScriptLog Log { get; }

    public override ScriptArguments Args { get; }

    public override IScriptFiles Files { get; }

    public override CancellationToken Cancellation { get; }

    public void Dispose()
    {
        Http.Dispose();
        _client.Dispose();
    }

    private sealed class OutputLog(IScriptOutput output) : IScriptLog
    {
        public void Info(object? text) => output.Write("info", $"{text}");

        public void Warning(object? text) => output.Write("warning", $"{text}");

        public void Error(object? text) => output.Write("error", $"{text}");
    }
}
