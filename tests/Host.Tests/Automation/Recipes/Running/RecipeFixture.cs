using System.Security.Cryptography;
using Atelier.Diffusion.Pipeline;
using Atelier.Host.Api.Synchronous;
using Atelier.Host.Automation.Recipes;
using Atelier.Host.Automation.Recipes.Reading;
using Atelier.Host.Automation.Recipes.Running;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Configuration;
using Atelier.Host.Net;
using Atelier.Host.Store;
using Atelier.Host.Store.Files;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store.Sqlite;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Automation.Recipes.Running;

/// <summary>
/// Recipes over a store of their own, with a queue and workers that pretend: pictures score by the last digit of their seed.
/// </summary>
internal sealed class RecipeFixture : IDisposable
{
    private readonly SqliteFixture _sqlite = new();
    private readonly TemporaryFolder _folder = new();
    private readonly GuardedClient _client = new(new AddressRules([System.Net.IPNetwork.Parse("127.0.0.0/8")]));
    private readonly Ulids _ids = new(TimeProvider.System, RandomNumberGenerator.Fill);
    private readonly KeptPictures _pictures;
    private readonly RecipeBook _book;

    public RecipeFixture()
    {
        var files = new PictureFiles(_sqlite.Data, TimeProvider.System, _ids);
        Queue = new PretendQueue(_sqlite.Jobs, files, _ids);
        Workers.Answer = Answer;
        _pictures = new KeptPictures(_sqlite.Pictures, files, Workers);
        Folder = new RecipeFolder(_folder["recipes"]);
        _book = new RecipeBook(Folder, new RecipeReader(new GenerationLimits(), Publisher), null!);
        Store = new SqliteRecipeStore(_sqlite.Database, TimeProvider.System);
    }

    public PretendQueue Queue { get; }

    public FakeWorkers Workers { get; } = new();

    public PretendPublisher Publisher { get; } = new();

    public RecipeFolder Folder { get; }

    public IRecipeStore Store { get; }

    public CollectedRunLog Log { get; } = new();

    /// <summary>What the worker was asked.</summary>
    public List<object> Asked { get; } = [];

    /// <summary>Which pictures a rule refuses, by what the worker sees of them: their count.</summary>
    public Func<int, string?> Refuses { get; set; } = _ => null;

    /// <summary>Scores by the order of pictures.</summary>
    public double[] Scores { get; set; } = [0.5];

    /// <summary>Runs scripts; null where there are none.</summary>
    public IRunner? Scripts { get; set; }

    public RecipeRunner Runner => new(
        _book, new FactGathering(_book, Store, new DataFetch(_client, new SecretReference(name => name == "WEATHER_KEY" ? "s3cret" : null),
            TimeProvider.System)), new CandidateMaker(Queue, _pictures, TimeProvider.System),
        new Judge(_pictures, Workers), new Choice(() => Scripts), new Finishing(Workers), Publisher);

    public Run Begun(string recipe, string arguments = "{}", string? id = null, DateTimeOffset? due = null) => new(
        id ?? _ids.Next(), new RunTarget(RunKinds.Recipe, "hero", Put(recipe, arguments)), "ann", "api", null, null, JobState.Running, 1,
        new DateTimeOffset(2026, 11, 21, 23, 30, 0, TimeSpan.Zero), due, null, null, null, null);

    public void Dispose()
    {
        _client.Dispose();
        _sqlite.Dispose();
        _folder.Dispose();
    }

    private string Put(string recipe, string arguments)
    {
        Folder.Put("hero", recipe, isJson: false);
        return arguments;
    }

    private object Answer(object question)
    {
        lock (Asked)
        {
            Asked.Add(question);
            var index = Asked.OfType<AssessQuestion>().Count() - 1;
            return question switch
            {
                AssessQuestion assess => Refuses(index) is { } reason
                    ? new Assessment([new Refusal("not_blank", reason)], [])
                    : new Assessment(
                        [], [.. assess.Scorers.Select(
                            scorer => new PictureScore(scorer.Name, Scores[index % Scores.Length] * 10, Scores[index % Scores.Length]))]),
                FinishQuestion finish => (IReadOnlyList<FinishedFile>)
                [
                    .. finish.Sizes.SelectMany((size, at) => finish.Formats.Select(format => new FinishedFile(
                        at, $".{format.Name}", $"image/{format.Name}", size.Width ?? 64, size.Height ?? 32, finish.File))),
                ],
                _ => throw new InvalidOperationException(),
            };
        }
    }
}
