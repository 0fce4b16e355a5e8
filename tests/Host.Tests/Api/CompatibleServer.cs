using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Atelier.Diffusion.Imaging;
using Atelier.Host.Api.Automatic1111;
using Atelier.Host.Api.OpenAI;
using Atelier.Host.Configuration;
using Atelier.Host.FrontEnds;
using Atelier.Host.Inputs;
using Atelier.Host.Models;
using Atelier.Host.Notify;
using Atelier.Host.Security;
using Atelier.Host.Security.Keys;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.FrontEnds.Doubles;
using Atelier.Host.Worker;
using Atelier.Host.Worker.Work;
using Atelier.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atelier.Host.Tests.Api;

/// <summary>
/// The APIs that other programs know, before a queue that makes pictures by itself. Store, keys and rules are the real ones.
/// </summary>
internal sealed class CompatibleServer : IAsyncDisposable
{
    /// <summary>The seed of a request that names none.</summary>
    public const ulong DrawnSeed = 77;

    private static readonly string Models = Path.GetFullPath(Path.Combine(RepositoryRoot(), "models"));
    private static readonly IReadOnlyList<PreprocessorInfo> Preprocessors =
    [
        new("none", "None", [], "", "", false, false, true, []),
        new("canny", "Canny", [], "", "Canny", false, false, false,
            FakeWorkers.Default.Preprocessors.Single(part => part.Name == "canny").Options),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly TimeProvider _time;
    private readonly Func<ServerOptions, ServerOptions> _adjust;
    private WebApplication _app = null!;

    private CompatibleServer(TimeProvider time, Func<ServerOptions, ServerOptions> adjust)
    {
        (_time, _adjust) = (time, adjust);
        Workers.Answer = Answer;
    }

    public FakeWorkers Workers { get; } = new();

    public PretendFeed Feed { get; } = new();

    public PretendQueue Queue => _app.Services.GetRequiredService<PretendQueue>();

    public string Data => _folder.Path;

    /// <summary>The kept file that a request names.</summary>
    public byte[] FileOf(string reference)
    {
        using var stream = _app.Services.GetRequiredService<IPictureFiles>().Open(reference["sha256:".Length..])!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }

    /// <summary>A client with a user's key.</summary>
    public HttpClient Client { get; private set; } = null!;

    public static async Task<CompatibleServer> StartAsync(TimeProvider? time = null, Func<ServerOptions, ServerOptions>? adjust = null)
    {
        var server = new CompatibleServer(time ?? TimeProvider.System, adjust ?? (options => options));
        await server.ListenAsync();
        server.Client = await server.ClientAsync("ann", Role.User);
        return server;
    }

    /// <summary>Ends it and starts it again, with the same data.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        await ListenAsync();
        var key = Client.DefaultRequestHeaders.Authorization;
        Client.Dispose();
        Client = Anonymous();
        Client.DefaultRequestHeaders.Authorization = key;
    }

    /// <summary>A client with a key of its own.</summary>
    public async Task<HttpClient> ClientAsync(string name, Role role)
    {
        var key = await _app.Services.GetRequiredService<KeyRing>().AddAsync(new KeyWish(name, role), null, CancellationToken.None);
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key!.Secret);
        return client;
    }

    public HttpClient Anonymous() => new() { BaseAddress = new Uri(_app.Urls.Single()), Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>The request of the last job.</summary>
    public Generation.GenerationRequest Asked => Queue.Submissions.Last().Request;

    public Task<(int Status, JsonNode? Body)> PostAsync(string path, string json) => PostAsync(Client, path, json);

    public static async Task<(int Status, JsonNode? Body)> PostAsync(HttpClient client, string path, string json)
    {
        using var response = await client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync()));
    }

    public async Task<JsonNode?> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await EndAsync();
        _folder.Dispose();
    }

    private async Task EndAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task ListenAsync()
    {
        var options = new AtelierOptions
        {
            Folders = new AtelierFolders(Models, [], Path.Combine(_folder.Path, "wildcards"), _folder.Path),
            Server = _adjust(new ServerOptions { Data = _folder.Path, Urls = ["http://127.0.0.1:0"] }),
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls([.. options.Server.Urls]);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(options.Server)
            .AddSingleton(_time)
            .AddSingleton<Func<ulong>>(() => DrawnSeed)
            .AddStore()
            .AddModels()
            .AddInputs()
            .AddSecurity()
            .AddAutomatic1111Api()
            .AddOpenAIApi()
            .AddSingleton<PretendQueue>()
            .AddSingleton<IGenerationQueue>(provider => new IntakeQueue(
                provider.GetRequiredService<PretendQueue>(), provider.GetRequiredService<PictureIntake>()))
            .AddSingleton<IEventFeed>(Feed)
            .AddSingleton<IWorkers>(Workers)
            .AddSingleton<ReadyInventory>()
            .AddSingleton<IFrontEnds>(new FixedFrontEnds())
            .AddSingleton<PluginList>()
            .AddSingleton<UpscalerList>();
        _app = builder.Build();
        _app.UseSecurity();
        _app.MapAutomatic1111Api();
        _app.MapOpenAIApi();
        await _app.StartAsync();
    }

    // As a worker does it, with one upscaler for all.
    private static ResizedPicture Upscale(UpscaleQuestion question) =>
        Resize(new ResizeQuestion(question.File, question.Width, question.Height, "lanczos3", question.Crop, question.Format));

    private static object Answer(object question) => question switch
    {
        UpscaleQuestion upscale => Upscale(upscale),
        ResizeQuestion resize => Resize(resize),
        TilesQuestion tiles => TileAnswers.Cut(tiles),
        JoinQuestion join => TileAnswers.Join(join),
        SheetQuestion sheet => TileAnswers.Sheet(sheet),
        PreprocessorsQuestion => Preprocessors,
        PreprocessQuestion preprocess => new MapFile(preprocess.File, 1, 1),
        _ => throw new WorkerUnavailableException("no worker is running"),
    };

    // As a worker does it.
    private static ResizedPicture Resize(ResizeQuestion question)
    {
        var picture = PictureCodec.Decode(question.File);
        var resized = PictureCodec.Resize(picture, question.Width ?? picture.Width, question.Height ?? picture.Height);
        return new ResizedPicture(
            PictureCodec.Encode(resized, PictureEncoding.ForPath($"x.{question.Format}")), resized.Width, resized.Height);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Automation.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
