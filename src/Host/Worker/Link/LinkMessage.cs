using System.Text.Json;
using System.Text.Json.Serialization;
using Atelier.Host.Configuration;
using Atelier.Jobs;

namespace Atelier.Host.Worker.Link;

/// <summary>What a server and its worker say to each other. Jobs and results never: they lie in the store.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(Wake), "wake")]
[JsonDerivedType(typeof(Interrupt), "interrupt")]
[JsonDerivedType(typeof(KeepOff), "keepOff")]
[JsonDerivedType(typeof(Look), "look")]
[JsonDerivedType(typeof(Ask), "ask")]
[JsonDerivedType(typeof(Drain), "drain")]
[JsonDerivedType(typeof(Has), "has")]
[JsonDerivedType(typeof(Took), "took")]
[JsonDerivedType(typeof(Settled), "settled")]
[JsonDerivedType(typeof(Moved), "moved")]
[JsonDerivedType(typeof(Sampled), "sampled")]
[JsonDerivedType(typeof(Holds), "holds")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(Said), "said")]
internal abstract record LinkMessage
{
    /// <summary>To the worker, first of all: who it is and how it works.</summary>
    /// <param name="Worker">Its id: unique to one run.</param>
    /// <param name="Avoid">Models that it may not run, with the reasons.</param>
    public sealed record Start(string Worker, AtelierOptions Options, IReadOnlyDictionary<string, string> Avoid) : LinkMessage;

    /// <summary>To the worker: there is a new job.</summary>
    public sealed record Wake : LinkMessage;

    /// <summary>To the worker: as <see cref="IWorkers.Interrupt"/>.</summary>
    public sealed record Interrupt(string JobId, Interruption Interruption) : LinkMessage;

    /// <summary>To the worker: models that it may not run, with the reasons.</summary>
    public sealed record KeepOff(IReadOnlyDictionary<string, string> Models) : LinkMessage;

    /// <summary>To the worker: somebody looks, so previews are worth making for a while.</summary>
    public sealed record Look : LinkMessage;

    /// <summary>To the worker: a <see cref="WorkerQuestion{TAnswer}"/>.</summary>
    /// <param name="Type">The question's type, by its name.</param>
    public sealed record Ask(long Id, string Type, JsonElement Question) : LinkMessage;

    /// <summary>To the worker: finish the job or hand it back, and end.</summary>
    public sealed record Drain : LinkMessage;

    /// <summary>From the worker: what it can do.</summary>
    public sealed record Has(Inventory Inventory) : LinkMessage;

    /// <summary>From the worker: it has leased a job.</summary>
    public sealed record Took(string JobId) : LinkMessage;

    /// <summary>From the worker: it is done with a job, one way or another; the store says how.</summary>
    /// <param name="Model">The model that worked through a whole generation; null where it did not come so far.</param>
    public sealed record Settled(string JobId, string? Model) : LinkMessage;

    /// <summary>From the worker: a job moved.</summary>
    public sealed record Moved(string JobId, JobProgress Progress) : LinkMessage;

    /// <summary>From the worker: a sampler is through.</summary>
    /// <param name="OwnTime">Its time without the model's.</param>
    public sealed record Sampled(string Sampler, TimeSpan OwnTime) : LinkMessage;

    /// <summary>From the worker: the models in its memory.</summary>
    public sealed record Holds(IReadOnlyList<ResidentModel> Models) : LinkMessage;

    /// <summary>From the worker: a line of its log.</summary>
    public sealed record Said(LogLevel Level, string Category, string Message) : LinkMessage;

    /// <summary>From the worker: the answer to an <see cref="Ask"/>, or why there is none.</summary>
    /// <param name="Result">Null where there is none: an empty element cannot be written.</param>
    /// <param name="Field">The field at fault, where the question was wrong.</param>
    /// <param name="Problem">What is wrong, on one line; null where there is an answer.</param>
    public sealed record Answer(long Id, JsonElement? Result, string? Field = null, string? Problem = null) : LinkMessage;
}
