//! Connections: how many, how long, how large; and the end. What they carry is the affair of `routes`.

use std::{io, net::SocketAddr, num::NonZero, sync::Arc, thread, time::Duration};

use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{net::TcpListener, runtime, sync::Semaphore, task, time};

use crate::{
    cli::{
        output,
        serve::{answer::Answer, args::ServeArgs, desk::Desk, guard, request::Asked, routes},
        start,
    },
    error::{Error, ErrorKind, Result},
};

/// Connections that are open at one time; others wait.
const MOST_CONNECTIONS: usize = 128;
/// A client that says nothing is not waited for longer.
const HEADER_SECONDS: u64 = 15;
/// Requests under way are finished before the end, if they need no longer.
const LAST_SECONDS: u64 = 5;
/// The stack of a thread that analyses: readers of nested formats go deep.
const STACK_BYTES: usize = 16 << 20;

/// What every request shares.
struct Hall {
    desk: Arc<Desk>,
    address: SocketAddr,
    most_bytes: usize,
    limit: Duration,
    /// As many analyses run at one time as there are processors.
    seats: Arc<Semaphore>,
}

/// Listens until Ctrl-C or SIGTERM.
pub(super) fn run(args: &ServeArgs, desk: Arc<Desk>) -> Result<()> {
    let failed = |error: &io::Error| Error::new(ErrorKind::Usage, format!("cannot listen on {}: {error}", args.listen));
    let seats = thread::available_parallelism().map_or(2, NonZero::get).max(2);
    let runtime = runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(seats)
        .thread_stack_size(STACK_BYTES)
        .build()
        .map_err(|error| failed(&error))?;
    let ended = runtime.block_on(async {
        let listener = TcpListener::bind(args.listen)
            .await
            .map_err(|error| failed(&error).remedy("name another port with --listen 127.0.0.1:0"))?;
        let address = listener.local_addr().map_err(|error| failed(&error))?;
        output::print(&format!("crosscheck listens on http://{address}/ (Ctrl-C ends it)\n"))?;
        if args.open
            && let Err(error) = start::open(format!("http://{address}/"))
        {
            output::complain(&error);
        }
        let most_bytes = usize::try_from(args.max_request_size << 20).unwrap_or(usize::MAX);
        let limit = Duration::from_secs(args.time_limit);
        let hall = Hall { desk, address, most_bytes, limit, seats: Arc::new(Semaphore::new(seats)) };
        accept(listener, Arc::new(hall)).await;
        Ok(())
    });
    // An analysis that is still running is not waited for.
    runtime.shutdown_background();
    ended
}

async fn accept(listener: TcpListener, hall: Arc<Hall>) {
    let open = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut end = std::pin::pin!(told_to_end());
    loop {
        let Ok(place) = Arc::clone(&open).acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        let Ok((stream, _)) = accepted else {
            // Out of file handles: some will be free again.
            time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let hall = Arc::clone(&hall);
        let service = service_fn(move |request| answer(request, Arc::clone(&hall)));
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(HEADER_SECONDS));
        let connection = graceful.watch(builder.serve_connection(TokioIo::new(stream), service));
        task::spawn(async move {
            // A client that went away has nobody to be told.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = time::timeout(Duration::from_secs(LAST_SECONDS), graceful.shutdown()).await;
}

/// Ctrl-C, or SIGTERM where there is one.
async fn told_to_end() {
    #[cfg(unix)]
    if let Ok(mut term) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = term.recv() => {}
        }
        return;
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

async fn answer(
    request: Request<Incoming>,
    hall: Arc<Hall>,
) -> std::result::Result<Response<Full<Bytes>>, hyper::Error> {
    let limit = hall.limit;
    let answered = time::timeout(limit, answer_in_time(request, hall)).await;
    let what = || Answer::error(503, format!("it took longer than {} seconds", limit.as_secs()));
    Ok(answered.unwrap_or_else(|_| what()).into_response())
}

async fn answer_in_time(request: Request<Incoming>, hall: Arc<Hall>) -> Answer {
    let target = (request.method(), request.uri().path());
    if let Err(refusal) = guard::check(target, request.headers(), hall.address, &hall.desk.add_ons) {
        return refusal;
    }
    let (head, body) = request.into_parts();
    let too_large = || Answer::error(413, format!("the request is larger than {} bytes", hall.most_bytes));
    let said = head.headers.get("content-length").and_then(|n| n.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|bytes| bytes > hall.most_bytes) {
        return too_large();
    }
    let body = match Limited::new(body, hall.most_bytes).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => return too_large(),
        Err(_) => return Answer::error(400, "the request is not whole"),
    };
    let asked = Asked::of(&head, body);
    if routes::is_quick(&asked) {
        return routes::answer(&asked, &hall.desk);
    }
    let Ok(seat) = Arc::clone(&hall.seats).acquire_owned().await else {
        return Answer::error(503, "the server ends");
    };
    let desk = Arc::clone(&hall.desk);
    let work = task::spawn_blocking(move || {
        let answer = routes::answer(&asked, &desk);
        drop(seat);
        answer
    });
    work.await.unwrap_or_else(|_| Answer::error(500, "this request cannot be answered; please report it"))
}
