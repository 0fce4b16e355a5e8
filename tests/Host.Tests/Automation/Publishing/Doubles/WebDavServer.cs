using System.Collections.Concurrent;
using Atelier.Support.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Atelier.Host.Tests.Automation.Publishing.Doubles;

/// <summary>A server that takes a file only into a folder that is there, as WebDAV says (RFC 4918, 9.7.1).</summary>
internal sealed class WebDavServer : PutServer
{
    private readonly ConcurrentDictionary<string, bool> _folders = new();

    private WebDavServer(WebApplication app)
        : base(app)
    {
    }

    public ICollection<string> Folders => _folders.Keys;

    /// <summary>Whether it takes DELETE.</summary>
    public bool Deletes { get; set; } = true;

    public static new Task<WebDavServer> StartAsync() => StartAsync(app => new WebDavServer(app));

    protected override (int Status, string Body)? Refuse(HttpContext context, byte[] body)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        if (context.Request.Method == "MKCOL")
        {
            return _folders.TryAdd(path, true) ? (201, "") : (405, "it is there");
        }

        if (context.Request.Method == "DELETE" && !Deletes)
        {
            return (405, "nothing is deleted here");
        }

        var folder = path[..(path.LastIndexOf('/') + 1)];
        return folder.Length == 0 || _folders.ContainsKey(folder) ? null : (409, "its folder is missing");
    }
}
