using System.Security.Cryptography;
using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;

namespace Atelier.Host.Tests.Store;

/// <summary>Things to keep, where a test does not care which.</summary>
internal static class Some
{
    private static readonly Ulids Ids = new(TimeProvider.System, RandomNumberGenerator.Fill);

    public const string Worker = "worker-1";

    public static WaitingLimits Limits { get; } = new(1000, 1000);

    public static string Id() => Ids.Next();

    public static NewJob Job(
        string owner = "ann", int priority = 0, string? key = null, string prompt = "a lighthouse", string model = "starter",
        string source = "api")
    {
        var request = new GenerationRequest { Prompt = prompt, Model = model, Seed = 42 };
        return new NewJob(Id(), owner, source, request, priority, key, StoredRequest.Fingerprint(request), Limits);
    }

    public static NewRun Run(string kind = "recipe", string name = "hero", string arguments = "{}", string? key = null) =>
        new(Id(), new RunTarget(kind, name, arguments), "ann", "api") { Key = key };

    public static NewPicture Picture(string hash = "aa", string thumbnail = "bb", long bytes = 1000, ulong seed = 42) =>
        new(Id(), hash, thumbnail, "png", 64, 32, bytes, seed, """{"seed":42}""", "a lighthouse\nSteps: 20");
}
